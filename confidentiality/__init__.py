"""What may be seen: the published cube, the hiding of small groups and the attack on it."""
