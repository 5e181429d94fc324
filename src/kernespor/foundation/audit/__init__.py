"""Who did what, when and why: one event for each act, written with the act itself or not at all."""
