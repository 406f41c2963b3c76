"""The two sides of a budget."""

from django.db import models

from budget import kinds


class LineKind(models.TextChoices):
    INCOME = kinds.INCOME, "intäkt"
    COST = kinds.COST, "kostnad"
