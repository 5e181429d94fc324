"""All reads for screens: queries to frozen rows, filtered by what the person may see."""
