"""Agendas and minutes as municipalities lay them out, read into items, fields and decisions."""
