"""Which documents the domain makes: one module for each part of it."""
