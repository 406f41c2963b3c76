"""Amounts as people type them."""

import pytest
from django.core.exceptions import ValidationError

from budget.forms import KronorField


@pytest.mark.parametrize(
    "typed", ["945000", "945 000", "945\xa0000", "945\u202f000", " 945 000 kr ", "945000KR", "945 000:-"]
)
def test_amount_is_read_as_people_type_it(typed):
    assert KronorField().clean(typed) == 945000


@pytest.mark.parametrize("typed", ["NaN", "1e9", "945,50", "945.5", "945.000", "945,0", "٣", "tusen", "12 000 000 x"])
def test_amount_that_is_none_is_refused_in_swedish(typed):
    with pytest.raises(ValidationError, match="Skriv beloppet i hela kronor"):
        KronorField().clean(typed)


def test_amount_may_be_written_with_a_true_minus():
    assert KronorField().clean("\u2212500") == -500  # refused later, by the database's own rule and words
