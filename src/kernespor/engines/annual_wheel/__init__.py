"""The calendar of the year: a municipality's yearly rhythm, computed from dated rules."""
