"""Backup and restore: the whole database, with its files, in one archive that says what is in it.

An archive is a zip: the database as its own tool writes it, `rows/` with the digest of every row, what lies
beside the database, and `manifest.json` with the size and digest of all of it.
"""
