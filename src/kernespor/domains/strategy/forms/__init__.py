"""The shapes of what people send: one module for each part of the domain."""
