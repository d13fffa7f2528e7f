"""Data the project ships to show itself: published figures of a real government and a fictitious one."""
