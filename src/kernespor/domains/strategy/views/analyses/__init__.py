"""Pages of budget analyses."""
