"""What must not be published: personal numbers are masked, names are suggested, a person releases."""
