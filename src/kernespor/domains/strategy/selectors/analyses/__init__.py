"""Every read of budget analyses for a screen."""
