"""A fictitious metropolis (架空): twelve quarterly waves whose departments each show a case worth recognising."""
