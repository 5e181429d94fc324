"""Every read of items, meetings and their order."""
