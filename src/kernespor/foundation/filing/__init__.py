"""Case numbers, and what is filed where."""
