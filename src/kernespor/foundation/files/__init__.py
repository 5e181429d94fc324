"""Files as they were handed in, byte for byte, beside the rows that came of them."""
