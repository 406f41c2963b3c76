"""What is found of a file, or why it is refused, for the tests of uploads."""

import io

import pytest

from calendar_app.documents.content import inspect
from calendar_app.documents.content_values import Content, ContentError


def reason(data: bytes) -> str:
    """The words that the file is refused in."""
    file = io.BytesIO(data)
    with pytest.raises(ContentError) as caught:
        inspect(file)
    assert file.tell() == 0
    return str(caught.value)


def found(data: bytes) -> Content:
    return inspect(io.BytesIO(data))
