"""Every page that links lead to from the start page, without the filters' endless combinations."""

import re
import urllib.request

LINK = re.compile(r'href="(/[^"#?]*)')
FILES = r"\.(json|csv|xlsx|docx|ics|atom|pdf|zip)$|^/handlingar/[0-9a-f-]+/$"
NOT_PAGES = re.compile(rf"/static/|/admin/|{FILES}")


def pages_of(portal: str) -> dict[str, str]:
    """The public pages as path -> HTML."""
    waiting, found = ["/"], {}
    while waiting:
        path = waiting.pop()
        if path in found or NOT_PAGES.search(path):
            continue
        with urllib.request.urlopen(portal + path, timeout=10) as answer:
            found[path] = answer.read().decode()
        waiting += LINK.findall(found[path])
    return found
