"""调查报告 of a matter: the clue, what was looked at, what was found, what became of it; the office's own paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fajian.engine.office.letters import Block, Heading, Letter, Paragraph, chinese_date
from fajian.supervision.models import Instrument, Matter, Measure

BANNER = "内部材料　线索内容不得外传，发出前须经审定"


def letter(row: Matter, measures: Iterable[Measure], instruments: Iterable[Instrument]) -> Letter:
    """The report as far as the matter has come; what was struck out is left out, what is missing is for a person."""
    held = sorted((one for one in measures if not one.struck_out), key=lambda one: (one.held_on, one.pk))
    return Letter(
        title=f"关于{row.title}的调查报告",
        blocks=tuple(_blocks(row, held, [one for one in instruments if one.state != "dropped"])),
        signed_by=row.office.name,
        signed_on="【待填：成文日期】",
        banner=BANNER,
    )


def _blocks(row: Matter, held: list[Measure], instruments: list[Instrument]) -> Iterator[Block]:
    yield Heading("一、线索来源")
    where = f"（{row.source_label}）" if row.source_label else ""
    yield Paragraph(
        f"{chinese_date(row.received_on)}收到，来源：{row.origin_word}{where}。被监督单位：{row.unit.name}。"
    )
    yield from map(Paragraph, row.clue.splitlines())
    yield Heading("二、调查经过")
    for one in held:
        yield Paragraph(f"{chinese_date(one.held_on)}，{one.kind_word}：{one.subject}。人员：{one.people}。")
        yield from map(Paragraph, one.text.splitlines())
    if not held:
        yield Paragraph("【待填：调查经过】")
    yield Heading("三、查明的事实")
    facts = [text for one in held for text in one.found.splitlines()]
    facts += [text for one in instruments if one.state != "withdrawn" for text in one.facts.splitlines()]
    yield from map(Paragraph, facts or ["【待填：查明的事实】"])
    yield Heading("四、处理情况")
    for paper in instruments:
        yield Paragraph(f"{paper.get_kind_display()}{paper.number or '（未编号）'}，{paper.state_word}。")
    yield from map(Paragraph, (one.put_right for one in held if one.at_once))
    yield Paragraph(f"{row.outcome_word}。{row.summary}" if row.outcome else "【待填：处理意见和依据】")
