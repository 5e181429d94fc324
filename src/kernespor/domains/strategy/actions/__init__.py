"""All writes of the domain: keyword-only, each one transaction with its audit event."""
