"""What a pool holds and what each grant from it has left, the same whatever the order of events."""
