"""Every public page, opened in a real browser: readable, reachable, and asking no other host for anything."""

import json
import subprocess
import urllib.error
import urllib.request

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page

from tests.browser.crawl import pages_of

ALIKE = ("/kalender/sammantrade/", "/kommuner/", "/verksamhetsplan/2017/atagande/", "/handlingar/")
TELLING = ("preliminärt", "Värdkommuner", "Föredragningslista")
SHAPES = [(width, scheme) for width in (320, 1280) for scheme in ("light", "dark")]
EXPECTED = {
    "/": 1,
    "/verksamhetsplan/": 21,
    "/kalender/sammantrade/": 20,
    "/kalender/20": 2,
    "/organ/": 6,
    "/kommuner/": 9,
    "/budget/": 3,
    "/om/": 1,
}


@pytest.fixture(scope="module")
def pages(portal: str) -> dict[str, str]:
    found = pages_of(portal)
    found["/finns-inte/"] = missing_page(portal)
    return found


def missing_page(portal: str) -> str:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{portal}/finns-inte/")
    return refused.value.read().decode()


def test_links_lead_to_every_kind_of_page(pages):
    def count(start: str) -> int:
        return sum(path == start if start in {"/", "/om/"} else path.startswith(start) for path in pages)

    assert {start: count(start) for start in EXPECTED} == EXPECTED


def test_every_page_is_readable(portal, pages, chromium, axe):
    """Each page is loaded once, and looked at narrow and wide, in light and dark."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    overheard: list[str] = []
    page.on("request", lambda request: request.url.startswith(portal) or overheard.append(f"asks {request.url}"))
    page.on("console", lambda message: message.type == "error" and overheard.append(f"{page.url}: {message.text}"))

    problems = {}
    for path in sample(pages):
        page.goto(portal + path)
        if found := violations_in_all_shapes(page, axe):
            problems[path] = found
        if path.startswith("/logga-in/"):
            context.clear_cookies()  # the forms' own

    assert problems == {}
    assert [text for text in overheard if "404" not in text] == []
    assert context.cookies() == []
    context.close()


def violations_in_all_shapes(page: Page, axe: str) -> list[str]:
    found = []
    for width, scheme in SHAPES:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        wrong = [*unreadable(page), *axe_violations(page, axe, only_colours=scheme == "dark")]
        found += [f"{width} {scheme}: {words}" for words in wrong]
    return found


def unreadable(page: Page) -> list[str]:
    """Asked in one go: each question to the browser is a wait. A click may have left a page that is only beginning."""
    page.wait_for_load_state()
    wrong = page.evaluate(
        """() => ({
            "scrolls sideways": document.documentElement.scrollWidth > innerWidth,
            "has not one h1": document.querySelectorAll("h1").length !== 1,
            "is not in Swedish": document.documentElement.getAttribute("lang") !== "sv",
        })"""
    )
    return [words for words, is_so in wrong.items() if is_so]


def sample(pages: dict[str, str]) -> list[str]:
    """All pages; of the many that look alike (one meeting, one municipality) those with something of their own."""
    alike = [path for path in pages if path.startswith(ALIKE)]
    telling = {path for path in alike if any(words in pages[path] for words in TELLING)}
    first = {path for start in ALIKE for path in [path for path in alike if path.startswith(start)][:2]}
    return [path for path in pages if path not in alike or path in telling | first]


def axe_violations(page: Page, axe: str, *, only_colours: bool = False) -> list[str]:
    """What axe has against a page; in the dark the colours alone are other than in the light.

    Only media are loaded ahead: stylesheets too is axe's default, which fetches them all again and is refused styles
    of its own, for the sake of an experimental rule that isn't among these.
    """
    page.wait_for_load_state()  # a click may have left a page whose scripts are still building it
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(axe)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    rules = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
    run_only = rules if only_colours else {"type": "tag", "values": tags}
    options = {"runOnly": run_only, "resultTypes": ["violations"], "preload": {"assets": ["media"]}}
    result = page.evaluate("options => axe.run(options)", options)
    return [f"{row['id']}: {node['html'][:120]}" for row in result["violations"] for node in row["nodes"]]


def test_axe_sees_what_is_wrong(chromium: Browser, axe):
    page = chromium.new_page()
    page.set_content('<html lang="sv"><title>x</title><main><h1>x</h1><img src="x.png"></main></html>')

    assert any(problem.startswith("image-alt") for problem in axe_violations(page, axe))


def test_unreadable_sees_what_is_wrong(chromium: Browser):
    page = chromium.new_page(viewport={"width": 320, "height": 900})
    page.set_content('<html lang="en"><h1>x</h1><h1>y</h1><div style="width: 400px">z</div></html>')

    assert unreadable(page) == ["scrolls sideways", "has not one h1", "is not in Swedish"]


def test_html_is_without_errors(pages, vnu, tmp_path):
    bare = {name: render_to_string(name) for name in ("400.html", "403.html", "403_csrf.html", "500.html", "503.html")}
    for number, (path, html) in enumerate((pages | bare).items()):
        (tmp_path / f"{number}.html").write_text(f"{html}<!-- {path} -->")
    checked = subprocess.run(
        [*vnu, "--format", "json", "--errors-only", *map(str, tmp_path.glob("*.html"))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(checked.stderr)["messages"] == []


def test_every_page_works_at_double_size_and_by_keyboard(portal, chromium):
    page = chromium.new_page(viewport={"width": 640, "height": 450})
    page.goto(f"{portal}/kalender/2017/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'innehall'")
