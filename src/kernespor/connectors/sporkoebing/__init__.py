"""Sporkøbing: the fictive municipality of 40,000 people, generated from a seed, with planted truth."""

from kernespor.connectors.sporkoebing.generate import DEFAULT_UNTIL, VERSION, Size, generate, write

__all__ = ["DEFAULT_UNTIL", "VERSION", "Size", "generate", "write"]
