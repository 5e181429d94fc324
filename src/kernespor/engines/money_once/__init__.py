"""Money counted once: what a set of proposals saves when some of them cut the same krone."""
