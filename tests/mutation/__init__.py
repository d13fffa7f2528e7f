"""Small faults put into the guard of the promise, one at a time: its tests have to find them."""
