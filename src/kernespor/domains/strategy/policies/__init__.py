"""When and what: one module for each part of the domain."""
