"""What is out of order on an agenda item's way, by rules that are dated data. Possible, but never silent."""
