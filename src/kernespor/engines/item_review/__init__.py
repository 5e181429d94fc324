"""What is not concrete, correct or precise in an agenda item, said to the one who writes it."""
