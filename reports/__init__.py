"""What is handed out: what a page or a command shows, as a file."""
