"""Files on their way in from a browser: no more of one is kept than what shows that it is too large."""

from __future__ import annotations

from django.core.files.uploadhandler import FileUploadHandler

from kernespor.connectors.documents.danger import LARGEST_FILE


class CappedUpload(FileUploadHandler):
    """Stands before the handlers that keep a file, and stops handing it on to them when it is too large.

    What they have by then is over the limit, so that the form says so; the rest never reaches the disk.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Hand a part of a file on, or nothing from where it is too large."""
        return raw_data if start <= LARGEST_FILE else None

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers behind."""
        del file_size
