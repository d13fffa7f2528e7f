"""What the terminal's commands share: their options, their answers, and words for every fault."""
