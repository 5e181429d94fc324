"""Long work in the background: with progress, cancelled, taken up again, done once."""
