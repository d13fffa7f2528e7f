"""What it means: pure functions and types over counts, with no file, database, screen or clock."""
