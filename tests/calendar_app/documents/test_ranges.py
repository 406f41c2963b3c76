import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.documents.ranges import ByteRange, UnsatisfiableRangeError, asked_range


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("bytes=0-499", 0, 499),
        ("bytes=0-0", 0, 0),
        ("bytes=500-", 500, 1233),
        ("bytes=-500", 734, 1233),
        ("bytes=-1", 1233, 1233),
        ("bytes=1233-1233", 1233, 1233),
        ("bytes=0-9999", 0, 1233),
        ("bytes=-9999", 0, 1233),
        ("BYTES = 0-1", 0, 1),
        ("bytes=,\t0-1 ,", 0, 1),
        ("bytes=0-" + "9" * 5000, 0, 1233),
        ("bytes=" + "0" * 5000 + "7-8", 7, 8),
    ],
)
def test_range_is_read(header, first, last):
    assert asked_range(header, 1234) == (first, last)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=9-3",
        "bytes=0-0,-1",
        "bytes=0-1,5-6",
        "bytes=a-b",
        "bytes=1-2-3",
        "bytes=--1",
        "bytes=+1-2",
        "bytes=1.0-2",
        "bytes=0 - 1",
        "bytes=٠-٩",
        "bytes=0-1\n",
        "items=0-1",
        "0-1",
    ],
)
def test_whole_file_is_sent_for_what_is_not_one_range(header):
    assert asked_range(header, 1234) is None


@pytest.mark.parametrize("header", ["bytes=1234-", "bytes=1234-1300", "bytes=-0", "bytes=" + "9" * 5000 + "-"])
def test_range_beyond_the_end_is_unsatisfiable(header):
    with pytest.raises(UnsatisfiableRangeError):
        asked_range(header, 1234)


@pytest.mark.parametrize("header", ["bytes=0-", "bytes=0-0", "bytes=-0"])
def test_empty_file_satisfies_no_range(header):
    with pytest.raises(UnsatisfiableRangeError):
        asked_range(header, 0)


def test_last_bytes_of_an_empty_file_are_the_whole_of_it():
    assert asked_range("bytes=-5", 0) is None


def test_range_tells_its_length_and_its_header():
    assert (ByteRange(0, 0).length, ByteRange(5, 9).content_range(10)) == (1, "bytes 5-9/10")


@given(st.text(max_size=50) | st.from_regex(r"\Abytes=[0-9]{0,30}-[0-9]{0,30}\Z"), st.integers(0, 10**12))
def test_range_lies_within_the_file_whatever_is_asked(header, size):
    try:
        asked = asked_range(header, size)
    except UnsatisfiableRangeError:
        return
    assert asked is None or 0 <= asked.first <= asked.last < size
