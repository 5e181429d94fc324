"""The pages of focus areas and status notes."""
