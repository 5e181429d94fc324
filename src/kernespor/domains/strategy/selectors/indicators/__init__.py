"""Indicators as pages, files and tasks show them."""
