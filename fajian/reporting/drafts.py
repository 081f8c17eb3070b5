"""报告草稿: the built-in layouts, an office's own, and the document with today's numbers in it."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fajian import content
from fajian.campaigns.models import Campaign, ReportTemplate
from fajian.core.files import path_of
from fajian.engine.office import letters, templates
from fajian.engine.office.letters import Heading, Letter, Paragraph, Table
from fajian.engine.office.workbooks import file_name
from fajian.orgs.models import Unit
from fajian.reporting import fields
from fajian.reporting.measures import Span, month_of, quarter_of

ROW = "行"  # the loop's variable in the built-in tables
# The built-in layouts carry this day; the day a draft was made stands in its text.
RELEASED_ON = dt.date(2026, 11, 30)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of report; `span`: month, quarter, or whole (from the campaign's beginning)."""

    code: str
    title: str
    span: str


@cache
def _shipped() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = content.read("documents", "reports.yaml")
    return loaded


def kinds() -> dict[str, Kind]:
    """By code, in the order of the file."""
    return {code: Kind(code, report["title"], report["span"]) for code, report in _shipped()["reports"].items()}


def span_of(kind: Kind, campaign: Campaign, today: dt.date, month: dt.date | None = None) -> Span:
    """What a report of this kind is about: the month asked for (today's), its quarter, or everything so far."""
    month = month or today
    if kind.span == "month":
        return month_of(month, today)
    if kind.span == "quarter":
        return Span(*quarter_of(month), today)
    return Span(min(campaign.from_on or campaign.recorded_at.date(), today), today, today)


def current(campaign: Campaign, kind: str) -> ReportTemplate | None:
    """The leading office's own layout, or None where the built-in one is used."""
    newest: ReportTemplate | None = (
        ReportTemplate.objects.filter(unit=campaign.unit, kind=kind).select_related("file").order_by("-number").first()
    )
    return newest if newest and newest.file else None


@cache
def built_in(code: str) -> bytes:
    """The built-in layout as DOCX, placeholders and all."""
    report = _shipped()["reports"][code]
    letter = Letter(
        title=report["heading"],
        blocks=tuple(block for section in report["sections"] for block in _section(section)),
        signed_by="{{ 填报单位 }}",
        signed_on="【待填：成文日期】",
        banner=_shipped()["banner"],
    )
    with tempfile.TemporaryDirectory(prefix="fajian-report-") as folder:
        place = Path(folder) / "template.docx"
        letters.write(place, letter, made_on=RELEASED_ON)
        return place.read_bytes()


def template_of(campaign: Campaign, code: str) -> bytes:
    """The layout in use."""
    own = current(campaign, code)
    return path_of(own.file.digest).read_bytes() if own and own.file else built_in(code)


def draft(campaign: Campaign, user: Any, kind: Kind, span: Span, unit: Unit | None = None) -> tuple[str, bytes]:
    """(file name, DOCX): the layout in use with the numbers of now; of one unit, or of all the user may see."""
    known = fields.values(campaign, user, span, unit)
    with tempfile.TemporaryDirectory(prefix="fajian-report-") as folder:
        place = Path(folder) / "template.docx"
        place.write_bytes(template_of(campaign, kind.code))
        written = templates.fill(place, known)
    period = f" {span.words}" if kind.span != "whole" else ""
    return f"{file_name(f'{kind.title}{period} {(unit or campaign.unit).name}')} {span.today:%Y%m%d}.docx", written


def _section(section: Mapping[str, Any]) -> Iterator[letters.Block]:
    yield Heading(section["heading"])
    for block in section["blocks"]:
        when = block.get("when")
        if when:
            yield Paragraph(f"{{%p if {when} %}}")
        yield _table(block) if "table" in block else Paragraph(block["text"])
        if when:
            yield Paragraph("{%p endif %}")


def _table(block: Mapping[str, Any]) -> Table:
    columns: Mapping[str, str] = block["columns"]
    blank = ("",) * (len(columns) - 1)
    return Table(
        block["caption"],
        tuple(columns.values()),
        [
            (f"{{%tr for {ROW} in {block['table']} %}}", *blank),
            tuple(f"{{{{ {ROW}.{name} }}}}" for name in columns),
            ("{%tr endfor %}", *blank),
        ],
        tuple(block["widths"]),
        centred=tuple(place for place, name in enumerate(columns) if name not in ("单位", "台账", "类别")),
    )


def check(path: Path) -> None:
    """Raise InputError unless an office's template is harmless and names only what there is."""
    templates.check(path, fields.names())


def columns() -> list[tuple[str, str, tuple[str, ...]]]:
    """(name, meaning, columns) of the lists a template may loop over."""
    return [(name, says, own) for name, (says, own) in fields.LISTS.items()]
