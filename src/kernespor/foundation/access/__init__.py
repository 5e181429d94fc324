"""Who asks, in which roles and over which units, and what each address asks of them."""
