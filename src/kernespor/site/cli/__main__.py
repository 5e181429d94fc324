"""`python -m kernespor.site.cli`: the command line, for one process of ours that starts another."""

from __future__ import annotations

import sys

from kernespor.site.cli import main

if __name__ == "__main__":
    sys.exit(main())
