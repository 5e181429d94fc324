"""Who may do what: one module for each part of the domain."""
