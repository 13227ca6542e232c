"""What readers see is always there in both languages."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from workbench.model.label import Label


def test_a_label_speaks_both_languages():
    label = Label(en="price", fr="prix")
    assert (label.in_("en"), label.in_("fr")) == ("price", "prix")


@pytest.mark.parametrize(
    "content", [{"en": "price"}, {"fr": "prix"}, {"en": "", "fr": "prix"}, {"en": "price", "fr": ""}]
)
def test_a_label_without_one_of_its_languages_is_refused(content):
    with pytest.raises(ValidationError):
        Label.model_validate(content)


def test_a_field_that_is_not_known_is_refused():
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Label.model_validate({"en": "price", "fr": "prix", "de": "Preis"})


def test_a_label_cannot_be_changed():
    with pytest.raises(ValidationError):
        Label(en="price", fr="prix").en = "cost"
