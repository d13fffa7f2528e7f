"""Measures the product against its targets: ratios to a named rival in the same run, bytes, seconds; `make bench` prints them."""
