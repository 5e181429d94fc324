"""What awaits a person: on the overview, in the calendar, in the digest."""
