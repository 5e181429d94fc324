"""Danish words as a search needs them: folded letters, word forms, parts of compounds, slips of a letter."""
