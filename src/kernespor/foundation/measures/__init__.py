"""Measures and figures that domains fill: unit, direction, source, date, and who may see them."""
