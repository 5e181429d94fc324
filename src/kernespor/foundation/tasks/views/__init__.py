"""The pages of a person's tasks."""
