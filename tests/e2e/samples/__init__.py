"""Samples of the addresses of each part of the product, one module for each namespace."""
