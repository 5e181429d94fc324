"""The red thread: typed links between objects, and where it is broken."""
