"""Reads of the advice on plans: what the lint says, where, and what somebody set aside."""
