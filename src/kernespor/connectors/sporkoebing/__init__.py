"""Sporkøbing: the fictive municipality of 40,000 people, generated from a seed, with planted truth."""
