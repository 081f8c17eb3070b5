"""Forms about an area: whose government, among those the reader sees."""

from __future__ import annotations

from typing import Any

from fajian.core.forms import CommandForm
from fajian.orgs.fields import UnitField
from fajian.orgs.models import Unit
from fajian.portal.actions.complaints import area_of


def area_field(label: str) -> UnitField:
    """A government; OfArea says which there are."""
    return UnitField(label=label, queryset=Unit.objects.none(), empty_label="请选择")


class OfArea(CommandForm):
    """Of a government in the reader's scope; the own one first."""

    unit = area_field("地区")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.visible_to(user).open().filter(kind="government")
        unit.initial = area_of(user.unit).pk
