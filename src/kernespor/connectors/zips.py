"""What is raised by a zip that is broken, locked or made to deceive; Word files and backups are zips."""

from __future__ import annotations

import zipfile
import zlib

# A cut or turned byte; a list that points outside the file; a password, or a packing that we can't unpack.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
