"""The small part of Markdown that people write items and decisions in, as clean HTML (pure)."""

import nh3
from markdown_it import MarkdownIt

PARSER = MarkdownIt("zero", {"breaks": True, "linkify": False}).enable(
    ["list", "emphasis", "link", "newline", "escape", "autolink", "balance_pairs", "fragments_join"]
)
TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br"}


def to_html(text: str) -> str:
    r"""Paragraphs, lists, bold, italics and links; everything else stays as it was typed.

    >>> to_html("Vi **antar** planen.\n\n- ett\n- två")
    '<p>Vi <strong>antar</strong> planen.</p>\n<ul>\n<li>ett</li>\n<li>två</li>\n</ul>\n'
    >>> to_html("<script>x</script> [hit](javascript:alert(1)) # nej")
    '<p>&lt;script&gt;x&lt;/script&gt; [hit](javascript:alert(1)) # nej</p>\n'
    >>> to_html("[planen](https://example.se/plan)")
    '<p><a href="https://example.se/plan" rel="noopener noreferrer">planen</a></p>\n'
    """
    return nh3.clean(
        PARSER.render(text), tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}
    )


def to_paragraphs(text: str) -> list[str]:
    r"""The same text without marks, a string per paragraph or list item.

    >>> to_paragraphs("Vi **antar** planen.\n\n- ett\n- två & tre")
    ['Vi antar planen.', '– ett', '– två & tre']
    """
    paragraphs, is_item = [], False
    for token in PARSER.parse(text):
        if token.type == "list_item_open":
            is_item = True
        elif token.type == "inline":
            words = "".join(
                "\n" if child.type in {"softbreak", "hardbreak"} else child.content for child in token.children or []
            )
            paragraphs.append(f"– {words}" if is_item else words)
            is_item = False
    return paragraphs
