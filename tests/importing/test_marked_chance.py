"""Whatever is done in Word to a file that the portal wrote, nothing of it is lost in silence."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sodertorn.importing.values import DocumentError
from tests.committee.paper.plans import plans
from tests.importing.editing import Editor, edited, silent


@settings(deadline=None, max_examples=20)
@given(plans(), st.builds(Editor, st.integers(0, 2**32), st.integers(1, 12)))
def test_every_line_of_an_edited_file_is_placed_or_told_of(content, edit):
    try:
        read = edited(content, edit)
    except DocumentError:
        return

    assert silent(read) == []
