"""退回的差错: what the platform found wrong, noted on the publications it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.orgs.roles import WRITERS
from fajian.publicity.models import Publication
from fajian.publicity.workflow import SHOWN


@action("publicity.take_returned", title="导入退回的差错", who=WRITERS)
def take_returned(act: Act, *, faults: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """How many publications were marked, and which numbers are none of the user's. A corrected one is no longer marked.

    Raises Refused for a file without a single fault: it was not the right one, or its headings are not known.
    """
    if not faults:
        raise Refused("文件里没有找到“文书号”和“错误原因”两栏，或者没有差错。请核对标题行。")
    said: dict[str, list[str]] = {}
    for number, reason in faults:
        said.setdefault(number, []).append(reason)
    rows = list(
        Publication.objects.visible_to(act.by).filter(number__in=said, state__in=SHOWN).select_related("unit")
    )  # fmt: skip
    for row in rows:
        row.returned = "\n".join(dict.fromkeys(said[row.number]))
    if rows:
        act.save_all(rows)
    known = {row.number for row in rows}
    return {"noted": len(rows), "unknown": sorted(set(said) - known)}
