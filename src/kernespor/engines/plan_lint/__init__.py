"""Good advice on a plan while it is written: what can't be measured, what nobody owns, what is copied."""
