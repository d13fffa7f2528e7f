"""What it says: every word on screens, in reports and in the terminal, in Japanese and English."""
