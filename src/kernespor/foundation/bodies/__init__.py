"""Bodies with their terms and members, what they decide, and whom they hear."""
