"""Handing in a file on the page: what was understood, what to mend and how, what would change, and keeping it."""
