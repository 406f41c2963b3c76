"""What people write becomes paragraphs, lists and emphasis, and never anything that can run or load."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee.markdown import TAGS, to_html, to_paragraphs

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[hit](javascript:alert(1))",
    "[hit](JaVaScRiPt:alert(1))",
    "[hit](data:text/html;base64,PHNjcmlwdD4=)",
    "![bild](https://spion.example/x.png)",
    "<a href='javascript:alert(1)'>hit</a>",
    "[a](https://example.se/\"onmouseover='x')",
    "<style>*{display:none}</style>",
    "<javascript:alert(1)>",
]
OPENING = re.compile(r"<([a-z]+)([^>]*)>")


def opened(html: str) -> set[str]:
    return {name for name, _ in OPENING.findall(html)}


def attributes(html: str) -> set[str]:
    return {word.split("=")[0] for _, words in OPENING.findall(html) for word in words.split() if "=" in word}


@pytest.mark.parametrize("text", HOSTILE)
def test_what_could_run_or_load_is_only_words(text):
    html = to_html(text)

    assert opened(html) <= TAGS
    assert attributes(html) <= {"href", "rel"}
    assert not re.search(r'href="(?!https?:|mailto:)', html)


@given(st.text(alphabet=st.sampled_from("ab<>\"'=[]()!*_-\n\\`&:/# 1."), max_size=80))
def test_any_text_becomes_the_few_elements_only(text):
    html = to_html(text)

    assert opened(html) <= TAGS
    assert attributes(html) <= {"href", "rel"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("ett\ntvå", "<p>ett<br>\ntvå</p>\n"),
        ("1. ett\n2. två", "<ol>\n<li>ett</li>\n<li>två</li>\n</ol>\n"),
        ("# inte rubrik", "<p># inte rubrik</p>\n"),
        ("a & b", "<p>a &amp; b</p>\n"),
        ("[skriv](mailto:a@example.se)", '<p><a href="mailto:a@example.se" rel="noopener noreferrer">skriv</a></p>\n'),
        ("", ""),
    ],
)
def test_text_becomes_html(text, html):
    assert to_html(text) == html


@given(st.text(max_size=80))
def test_paragraphs_of_any_text_hold_no_marks_of_html(text):
    assert all(isinstance(words, str) for words in to_paragraphs(text))


def test_paragraphs_keep_the_words_and_lose_the_marks():
    assert to_paragraphs("**Ett** *två*\n\n- tre\n- fyra") == ["Ett två", "– tre", "– fyra"]
