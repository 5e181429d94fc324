"""What a person wrote and hasn't sent: a buffer of their own, outside the audit."""
