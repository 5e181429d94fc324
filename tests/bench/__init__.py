"""Figures that are claimed, printed: `./start bench [reading|pdf|pages|crash]`. None is a timed test."""
