"""One Django app for each task of the municipality."""
