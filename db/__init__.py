"""What is kept: the only package that speaks to a database."""
