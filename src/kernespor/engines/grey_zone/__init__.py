"""Efficiency, service reduction or administrative change: what the answers to plain questions make of it."""
