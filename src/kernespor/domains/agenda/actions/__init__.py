"""Every write of agenda items, meetings and minutes."""
