"""What the templates of the agenda need beside the house's own."""
