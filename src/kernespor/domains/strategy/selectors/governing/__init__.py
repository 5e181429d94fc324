"""Every read of governing documents for a screen, filtered by what the reader may see."""
