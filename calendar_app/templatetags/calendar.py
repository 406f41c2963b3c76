"""What the calendar's templates write that isn't text for people: data for search engines."""

import json

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
"""As Django's json_script: nothing in the data can end the script element or begin another."""


@register.filter
def json_ld(event: dict | None) -> str | SafeString:
    """`{{ event|json_ld }}` is a script element with the event as JSON-LD, or nothing."""
    if event is None:
        return ""
    data = json.dumps(event, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{data}</script>')  # noqa: S308 - escaped above
