"""Template tags: Danish formats and what the components need."""
