"""Amounts in forms."""

import pytest
from django.core.exceptions import ValidationError

from budget.forms import KronorField


@pytest.mark.parametrize("typed", ["945000", "945 000", "945\xa0000 kr", 945_000])
def test_amount_field_takes_what_people_type(typed):
    assert KronorField().clean(typed) == 945_000


def test_amount_field_says_why_it_refuses():
    with pytest.raises(ValidationError) as refused:
        KronorField().clean("945,50")

    assert refused.value.messages == ["Skriv hela kronor utan ören: ”945,50” har decimaler."]


@pytest.mark.parametrize("typed", ["", "  ", "\xa0", None])
def test_amount_field_may_be_left_empty_when_it_is_not_required(typed):
    assert KronorField(required=False).clean(typed) is None
    with pytest.raises(ValidationError, match="måste fyllas i"):
        KronorField().clean(typed)


def test_amount_may_be_written_with_a_true_minus():
    assert KronorField().clean("\u2212500") == -500  # refused later, by the database's own rule and words


def test_amount_field_keeps_to_its_bounds():
    with pytest.raises(ValidationError, match="större än eller lika med 0"):
        KronorField(min_value=0).clean("-1")
