"""Fetch, call one action or selector, render."""
