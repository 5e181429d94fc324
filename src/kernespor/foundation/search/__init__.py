"""Search over all that one may see."""
