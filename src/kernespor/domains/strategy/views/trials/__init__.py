"""The pages of trials."""
