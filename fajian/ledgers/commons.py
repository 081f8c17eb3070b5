"""普遍性、倾向性问题: what several units are found at, what they say of its cause, and the report on one of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q

from fajian.engine.office.letters import Heading, Letter, Paragraph, Table, chinese_date
from fajian.ledgers import matching
from fajian.ledgers.lasting import MOST, REPEATED, since
from fajian.ledgers.models import Analysis, Traits
from fajian.ledgers.workflow import NOT_CLOSED
from fajian.orgs.models import Unit

CAUSES = 20  # of what units gave as causes, the most frequent


@dataclass(frozen=True, slots=True)
class Common:
    """Problems that are counted together: how many, in how many units, and the number of one of them."""

    words: str
    count: int
    units: int
    open: int
    row: int


def rows_in(user: Any, as_of: dt.date) -> Any:
    """The problems that count, as traits."""
    return Traits.objects.visible_to(user).standing().filter(found_on__gte=since(as_of), found_on__lte=as_of)


def commons(user: Any, as_of: dt.date, by: str) -> list[Common]:
    """What as many units have as often as the content wants, in most units first; one query."""
    least = matching.settings().common
    groups = (
        rows_in(user, as_of)
        .exclude(**{f"{by}_key": ""})
        .order_by()
        .values(f"{by}_key")
        .annotate(
            words=Max(by), count=Count("pk"), units=Count("unit_path", distinct=True), row=Max("pk"),
            open=Count("pk", filter=Q(entry__rectification__state__in=NOT_CLOSED)),
        )
        .filter(count__gte=least["found"], units__gte=least["units"])
        .order_by("-units", "-count", f"{by}_key")[:MOST]
    )  # fmt: skip
    return [Common(*(one[name] for name in ("words", "count", "units", "open", "row"))) for one in groups]


def alike(user: Any, as_of: dt.date, by: str, like: Traits) -> Any:
    """Exactly the problems that one of these counts."""
    return rows_in(user, as_of).filter(**{f"{by}_key": getattr(like, f"{by}_key")})


def told(user: Any, as_of: dt.date, by: str, like: Traits) -> dict[str, Any]:
    """What is counted of them: by unit, those with most first, and what units gave as causes; three queries."""
    rows = alike(user, as_of, by, like).order_by()
    state = "entry__rectification__"
    counted = rows.values_list("unit_path").annotate(
        count=Count("pk"), open=Count("pk", filter=Q(**{f"{state}state__in": NOT_CLOSED})),
        back=Count("pk", filter=Q(**{f"{state}state": "relapsed"}) | Q(entry__follows__isnull=False)),
    )  # fmt: skip
    numbers = {path: rest for path, *rest in counted}
    names = dict(Unit.objects.filter(path__in=numbers).values_list("path", "name"))
    causes = Counter(cause.strip() for cause in rows.values_list(f"{state}cause", flat=True) if cause and cause.strip())
    return {
        "units": [
            [names[path], *numbers[path]] for path in sorted(numbers, key=lambda path: (-numbers[path][0], path))
        ],
        "causes": [[cause, count] for cause, count in causes.most_common(CAUSES)],
        "since": since(as_of).isoformat(),
    }


def report(row: Analysis) -> Letter:
    """剖析报告: the numbers as they were counted, what units say, and what the office makes of it."""
    units = row.told["units"]
    total, open_, back = (sum(one[at] for one in units) for at in (1, 2, 3))
    begun = dt.date.fromisoformat(row.told["since"])
    span = f"{chinese_date(begun)}至{chinese_date(row.as_of)}"
    kind = REPEATED[row.by]
    lines = [list(map(str, one)) for one in units]
    facts = f"{span}，{kind}（{row.words}）的问题共{total}个，涉及{len(units)}个单位，未销号{open_}个，反弹{back}个。"
    causes = [Paragraph(f"{cause}（{count}个问题）") for cause, count in row.told["causes"]]
    fix = f"已形成制度：{row.fix}。" if row.fix else "制度文件【待填：名称、文号】。"
    return Letter(
        title=f"关于“{row.words}”问题的剖析报告",
        blocks=(
            Heading("一、基本情况"), Paragraph(facts),
            Table("各单位情况", ("单位", "问题", "未销号", "反弹"), lines, (5, 1, 1, 1)),
            Heading("二、各单位自查的原因"), *(causes or [Paragraph("各单位还没有填写原因。")]),
            Heading("三、原因剖析"), *map(Paragraph, row.cause.splitlines()),
            Heading("四、长效机制"), *map(Paragraph, row.remedy.splitlines()), Paragraph(fix),
        ),
        signed_by=row.unit.name,
        signed_on=chinese_date(row.as_of),
    )  # fmt: skip
