"""Every write of focus areas and of the notes on them."""
