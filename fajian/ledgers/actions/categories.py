"""问题类别: which of the law's categories a problem belongs to."""

from __future__ import annotations

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused, Stale
from fajian.engine.forms.categories import UNSORTED, categories
from fajian.ledgers.actions.shared import in_reach, standing
from fajian.ledgers.models import Rectification
from fajian.ledgers.workflow import OPEN, PROBLEM
from fajian.orgs.roles import UNIT, WRITERS


@action("ledgers.classify", title="归类问题", who=WRITERS)
def classify(act: Act, *, rectification: Rectification, seen: int, category: str) -> Rectification:
    """Put a problem into another category, or ("") into none.

    It is how problems are counted, not what the row says: a closed problem stays closed. The unit sorts only what is
    still open.
    """
    row = act.lock(rectification)
    in_reach(act, row.unit_path)
    standing(row.entry)
    if row.version != seen:
        raise Stale(PROBLEM.title, seen=seen, current=row.version)
    if category and category not in categories():
        raise Refused(f"没有编号为“{category}”的问题类别，请从下拉选项中选。")
    if row.state not in OPEN and act.by.role in UNIT:
        raise Refused(f"问题现在是“{row.state_word}”，由监督人员归类。")
    before, row.category = row.category_title, category
    act.save(row)
    act.note(before=before, after=categories()[category].title if category else UNSORTED)
    act.about(row)
    return row
