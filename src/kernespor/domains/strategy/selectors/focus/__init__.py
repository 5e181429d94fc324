"""What the pages of focus areas read, and what a status note is made from."""
