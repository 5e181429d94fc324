"""The peer: the smallest Django list page of the same plans, for those who logged in."""
