"""Pages of indicators: all of them, how one is followed, what was read of it."""
