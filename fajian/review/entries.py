"""What a settled file's problems look like in the unit's ledger (附件6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fajian.engine.forms.spec import LedgerSpec, begins, specs
from fajian.engine.reviews.standards import Standard
from fajian.ledgers.actions import NewEntry
from fajian.ledgers.columns import keep
from fajian.review.models import Sample

FORM, SUBSTANCE = "file-review", "实体"
TITLE = "全市行政执法案卷评查反馈问题整改工作台账"


def rows(sample: Sample) -> list[NewEntry]:
    """A row for each problem, in the order of the standard."""
    return list(_rows(sample))


def _rows(sample: Sample) -> Iterator[NewEntry]:
    spec, standard = specs()[FORM], sample.batch.standard
    facts = {
        "case_name": sample.title, "decision_no": sample.decision_no, "file_kind": standard.kind,
        "reviewed_on": sample.scored_on, "score": sample.score, "grade": sample.grade,
    }  # fmt: skip
    items = {item.code: item for item in standard.items}
    for code, title, deducted, reason in sample.lines:
        worth = f"扣{deducted}分" if deducted is not None else "一票否决"
        known = facts | {"defect": defect(spec, standard, code, items[code].part if code in items else "")}
        yield NewEntry(
            title=f"{title}（{worth}）：{reason}",
            data=_kept(spec, known),
            happened_on=sample.finished_on,
            source=f"{sample.source}:{code}",
            source_label=f"{sample.batch} {code}"[:200],
        )


def _kept(spec: LedgerSpec, known: dict[str, Any]) -> dict[str, Any]:
    return {name: keep(spec[name], value) for name, value in known.items() if value not in (None, "")}


def defect(spec: LedgerSpec, standard: Standard, code: str, part: str) -> str:
    """The form's word for the kind of problem: by the rules that hint at the item, else by the part it stands in."""
    for word, starts in spec["defect"].by_rule.items():
        if any(begins(rule, start) for rule in standard.hinted_by(code) for start in starts):
            return word
    return next((word for word, parts in standard.defects.items() if part in parts), SUBSTANCE)
