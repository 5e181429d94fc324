"""Reads of reviews, of standstill, of the next plan, and of all plans on one page."""
