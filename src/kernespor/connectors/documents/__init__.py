"""Documents as lines: Word, PDF, Markdown and text, opened with care and turned into the same records."""
