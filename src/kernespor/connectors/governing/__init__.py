"""Governing documents: a note, strategy, policy, agreement or programme as headings, paragraphs, bullets."""
