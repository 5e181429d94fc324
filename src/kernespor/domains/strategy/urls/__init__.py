"""Addresses of the domain, one module for each part of it."""
