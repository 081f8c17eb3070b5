"""年度行政执法情况 as it goes out: the figures of a report that was handed in, as sentences and as a document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from fajian.core import files
from fajian.engine.office import letters
from fajian.engine.office.letters import Block, Heading, Letter, Paragraph, Table
from fajian.engine.office.workbooks import file_name
from fajian.publicity.actions import Given
from fajian.publicity.cleaning import Cleaned, cleaned
from fajian.reporting.models import YearlyReport
from fajian.reporting.yearly.counting import Counted, Number
from fajian.reporting.yearly.submitted import Content

KIND = "annual"


def source(year: int) -> str:
    """How the publication of a unit's year is known: there is one."""
    return f"yearly:{year}"


def given(report: YearlyReport) -> Given:
    """The publication to be looked at and approved; its numbers are those of the report, not today's."""
    content = Content.of(report)
    data = {
        "year": str(report.year), "text": "\n".join(sentences(content)), "counted_on": content.as_of,
        "report": f"{report}，摘要前十六位 {report.digest[:16]}",
    }  # fmt: skip
    return Given(f"{content.name}{report.year}年度行政执法总体情况", data, source=source(report.year))


def sentences(content: Content) -> Iterator[str]:
    """One for each table: what was counted, without noughts and without what is only missing."""
    for one in content.counted:
        told = [f"{title}{number}" for title, number in figures(one) if number]
        subject = one.table.title.removesuffix("统计表").removesuffix("情况").removesuffix("实施")
        yield f"{subject}：{'，'.join(told)}。" if told else f"{subject}：本年度没有。"


def figures(one: Counted) -> Iterator[tuple[str, Number]]:
    """(heading, number) of the one line of a report."""
    for column, number in zip(one.table.columns, one.lines[0].numbers, strict=True):
        if not column.unclear:
            yield column.title, number


def document(report: YearlyReport) -> Cleaned:
    """The same with every figure, noughts too, as DOCX."""
    content = Content.of(report)
    blocks: list[Block] = [
        Paragraph(f"按照行政执法公示制度的要求，现将本机关{report.year}年度行政执法总体情况公开如下。"),
        Paragraph(f"数据由执法办件数出，截至{letters.chinese_date(dt.date.fromisoformat(content.as_of))}。"),
    ]
    for number, one in enumerate(content.counted):
        told = [(title, "—" if amount is None else str(amount)) for title, amount in figures(one)]
        blocks += [
            Heading(f"{'一二三四五六七八九十'[number]}、{one.table.title.removesuffix('统计表')}"),
            Table("", ("项目", "数量"), told, (3, 1), (1,)),
        ]
    title = f"{content.name}\n{report.year}年度行政执法总体情况"
    letter = Letter(title, tuple(blocks), signed_by=content.name, signed_on=letters.chinese_date(report.as_of))
    with files.workshop() as folder:
        place = Path(folder) / f"{file_name(title.replace(chr(10), ''))}.docx"
        letters.write(place, letter, made_on=report.as_of)
        return cleaned(files.keep(place, "docx"))
