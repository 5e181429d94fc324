"""Notes and other running documents on their way out: headings with text and sources, as Word and as PDF.

Main nouns: Note, NotePart. What a note says is not here.
"""
