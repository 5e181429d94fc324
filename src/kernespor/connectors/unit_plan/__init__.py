"""Unit plans (virksomhedsplaner) as documents: read into records, and written as Word, PDF and Markdown.

`records.py` holds the shape that reading and writing share. No database here: the domain `strategy`
keeps plans, this package only knows what they look like on paper.
"""
