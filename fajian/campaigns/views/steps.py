"""What the pages on campaigns share: numbers that lead to their rows, whose campaign it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from fajian.campaigns.models import Campaign
from fajian.orgs.scope import domain_scope

# Heading, what is counted, what the filter of the list asks for
Counted = Sequence[tuple[str, str, Mapping[str, str]]]


def counts(row: Mapping[str, Any], counted: Counted) -> list[dict[str, Any]]:
    """Each number of a unit's row, with the list on the same page that shows what it counts."""
    return [
        {"word": word, "count": row[name], "href": f"?{urlencode({'unit': row['unit'], **asked})}#problems"}
        for word, name, asked in counted
    ]


def leads(request: HttpRequest, row: Campaign) -> bool:
    """Is the user a supervisor of the office that leads the campaign?"""
    user: Any = request.user
    return user.role == "supervisor" and domain_scope(user).covers(row.unit_path)
