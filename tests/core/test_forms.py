"""Fields of forms that end in a command."""

from __future__ import annotations

from pathlib import Path

import pytest
from django import forms

import fajian
from fajian.core.forms import SeveralField
from fajian.orgs.fields import UnitField
from fajian.orgs.models import Unit

pytestmark = pytest.mark.django_db
SENT = ("9" * 20, "-" + "9" * 40, "9" * 18, "0", "壹", "", "1.5", "\x00")


class Form(forms.Form):
    units = SeveralField(queryset=Unit.objects.all())
    unit = UnitField(queryset=Unit.objects.all())


@pytest.mark.parametrize("sent", SENT)
def test_what_is_no_rows_number_is_a_sentence(sent: str, city: Unit) -> None:
    form = Form({"units": [str(city.pk), sent], "unit": sent})
    assert set(form.errors) == {"units", "unit"}
    assert Form({"units": [str(city.pk)], "unit": city.pk}).is_valid()


def test_no_form_hands_such_numbers_on_to_the_database() -> None:
    """Django's own field of several rows asks the database with whatever number was sent."""
    root = Path(fajian.__file__).parent
    own = root / "core" / "forms.py"
    assert [path for path in root.rglob("*.py") if path != own and "ModelMultipleChoiceField" in path.read_text()] == []
