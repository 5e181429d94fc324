"""Template tags of the thread."""
