"""The way from a row to the page that says who reads it."""

from django import template
from django.db.models import Model

from sodertorn.insight.objects import kind_of

register = template.Library()


@register.filter
def who_reads(row: Model | None) -> str:
    """`{{ row|who_reads }}` is the address of "Vem ser vad?" for it; empty for rows that aren't asked about."""
    kind = kind_of(type(row))
    return kind.address(row) if kind and row.pk else ""
