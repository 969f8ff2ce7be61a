"""How a file comes in: straight to disk, and not one byte beyond the largest.

Whatever somebody sends, the memory of a web process stays as it was. What is too large is
counted and not kept, so that the form can say so and nothing that was typed is lost.
"""

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from onderling.tables.sheet import LIMIT

LARGEST = LIMIT  # bytes; people read “64 MB”


def uploads_folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "bestanden"


class Received(TemporaryUploadedFile):
    """A file on the disk of the uploads: to keep it is to give it another name."""

    def __init__(self, name: str, content_type: str) -> None:
        # Not in the folder of the system: that may well be memory.
        folder = uploads_folder() / "onderweg"
        folder.mkdir(parents=True, exist_ok=True)
        file = tempfile.NamedTemporaryFile(dir=folder, suffix=".sent")  # noqa: SIM115 -- gone with the request
        UploadedFile.__init__(self, file, name, content_type, 0)


class Receiver(FileUploadHandler):
    """Writes a file to disk as it comes. Beyond the largest it only counts."""

    file: Received
    counted = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = Received(self.file_name or "", self.content_type or "")
        self.counted = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        fits = self.counted <= LARGEST
        self.counted += len(raw_data)
        if self.counted <= LARGEST:
            self.file.write(raw_data)
        elif fits:
            self.file.truncate(0)  # the disk need not hold what nobody will get

    def file_complete(self, file_size: int) -> Received:
        self.file.seek(0)
        self.file.size = self.counted
        return self.file

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()
