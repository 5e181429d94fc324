"""The organisation as CSV: units, persons and roles, in and out."""
