"""Rows to engines, and back: one module for each part of the domain."""
