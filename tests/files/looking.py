"""Looks at a file as the store does before it takes one in."""

import io

import pytest

from gongkai.files.inspection import inspect
from gongkai.files.refusal import FileRefused


def look(content, name):
    return inspect(io.BytesIO(content), name)


def refused(content, name):
    """Why the file is refused."""
    with pytest.raises(FileRefused) as told:
        look(content, name)
    return told.value.says
