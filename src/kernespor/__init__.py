"""Kernespor: the steering system of a Danish municipality, on one traceable thread.

Five layers, imports run downwards only: site, domains, foundation, connectors, engines.
"""

__version__ = "0.1.0"
