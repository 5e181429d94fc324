"""Pages of reviews, standstill, the next plan, and plans that are written in the product."""
