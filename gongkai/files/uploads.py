"""Stops writing an upload to the disk once it is larger than the store takes; the rest is read and dropped."""

import io

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class TooLarge(UploadedFile):
    """What is left of an upload that was too large: its name and size. ``store.keep`` refuses it in words."""


class Capped(FileUploadHandler):
    """First of ``FILE_UPLOAD_HANDLERS``: hands on what the others may keep."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.seen = 0

    def receive_data_chunk(self, raw_data, start):
        self.seen += len(raw_data)
        return raw_data if self.seen <= settings.MAX_UPLOAD_BYTES else None

    def file_complete(self, file_size):
        if file_size <= settings.MAX_UPLOAD_BYTES:
            return None
        return TooLarge(io.BytesIO(), self.file_name, self.content_type, file_size, self.charset)
