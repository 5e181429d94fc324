"""Reads of trials: the board, one trial, what awaits people, what is counted."""
