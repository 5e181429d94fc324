"""Pages of the advice on plans."""
