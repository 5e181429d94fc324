"""Governing documents: a note, strategy, policy, agreement or programme read into headings, paragraphs and bullets."""
