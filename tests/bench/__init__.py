"""Figures that are claimed, printed: `./start bench [reading|pdf|pages|crash]`. Nothing here is a timed test."""
