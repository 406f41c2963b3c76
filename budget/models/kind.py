"""The two sides of a budget."""

from django.db import models


class LineKind(models.TextChoices):
    INCOME = "income", "intäkt"
    COST = "cost", "kostnad"
