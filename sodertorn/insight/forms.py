"""What an object is looked for by."""

from django import forms

from sodertorn.insight.objects import GROUPS


class SearchForm(forms.Form):
    """The kind of object, and words that stand in it."""

    sort = forms.ChoiceField(
        label="Vad gäller det?",
        choices=[(group, [(kind.slug, kind.label) for kind in kinds]) for group, kinds in GROUPS.items()],
    )
    q = forms.CharField(
        label="Ord",
        max_length=200,
        required=False,
        help_text="Ur rubriken, organets namn eller datumet, till exempel 2017-02. Tomt: de senaste visas.",
    )
