"""Who can log in, and how each wants the pages. Roles belong to the person, not here."""
