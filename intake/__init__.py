"""What came in: bytes become coded responses, or problems in words; no database and no screen."""
