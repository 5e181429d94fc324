"""Every write of reviews, of the next plan, and of plans that are written in the product."""
