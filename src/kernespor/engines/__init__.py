"""Pure calculation: no Django, no files, no network, no clock, no global random state."""
