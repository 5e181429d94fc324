"""The pages of governing documents and passages."""
