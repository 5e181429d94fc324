"""Pages of items, meetings and minutes."""
