"""The pages of access: deputies, and who may see what."""
