"""What it looks like: published rows become figures, their tables and their alternative texts."""
