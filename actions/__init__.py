"""What a person can do: one file an action, the acting person first and checked here."""
