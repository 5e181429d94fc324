"""What a group's mandate must hold to, and how long ahead its end is told, by rules that are dated data."""
