"""From the text of a plan document to a Plan with its doubts."""

from __future__ import annotations

import re
from datetime import date

from fajian.engine.faults import InputError
from fajian.engine.plans.annexes import annexes
from fajian.engine.plans.contacts import contacts
from fajian.engine.plans.dates import Years, find_dates
from fajian.engine.plans.doubts import Read, doubts
from fajian.engine.plans.duties import duties
from fajian.engine.plans.groups import groups
from fajian.engine.plans.header import Header, bases, header
from fajian.engine.plans.outline import Outline, outline
from fajian.engine.plans.page import Page, page
from fajian.engine.plans.printed import printed
from fajian.engine.plans.problems import problems
from fajian.engine.plans.schema import Plan
from fajian.engine.plans.sections import Part, classify
from fajian.engine.plans.source import Source
from fajian.engine.plans.stages import period, stages
from fajian.engine.plans.tasks import tasks
from fajian.engine.plans.terms import rule_deadlines, targets

LONGEST = 2_000_000  # characters; the longest plans run to some 100,000


def compile_plan(text: str, issued_on: date | None = None) -> Plan:
    """The plan `text` describes. Pure and deterministic; every quote is an exact run of `text`.

    `issued_on` wins over the date read from the text; with it dates without a year are resolved. What the text does
    not say is null or an empty tuple; what it leaves open is a doubt. Raises InputError for a text without any word
    or one that is too long.
    """
    if not text.strip() or not re.search(r"\w", text):
        raise InputError("文件里没有文字。请确认选对了文件；扫描件请先识别成文字，再另存为 docx 或 txt。")
    if len(text) > LONGEST:
        raise InputError(f"文件有 {len(text)} 个字，超过上限 {LONGEST} 个字。请只保留方案正文和附件清单。")
    source = Source.of(text)
    around = page(source)
    tree = outline(source, around.body, around.end)
    head = header(source, around, _signature(source, around.end, tree.tail, tree.first))
    issued = issued_on or head.issued_on
    years, years_from = _years(source, around, head, issued)
    parts = classify(source, tree)
    steps = stages(source, tree, parts, years)
    work = tasks(source, tree, parts, steps, years)
    owed = duties(source, tree, parts, steps, work, years, around.end)
    listed = annexes(source, head.opening[0], tree.first, tree.tail, around.end)
    read = Read(source, around, head, tree, years, years_from, issued, steps, work, owed, listed, around.end)
    plan = Plan(
        title=head.title,
        issuer=head.issuer,
        doc_number=head.doc_number,
        issued_on=issued,
        period=period(source, tree, parts, years, head.opening),
        bases=bases(source, head.opening, head.title, _aims(tree, parts)),
        stages=tuple(s.stage for s in steps),
        tasks=tuple(t.task for t in work),
        duties=tuple(d.duty for d in owed),
        annexes=listed.annexes,
        problems=problems(source, tree, parts),
        contacts=contacts(source, tree.first, around.end),
        groups=groups(source, head.opening[0], around.end),
        targets=targets(source, head.opening[0], tree.tail),
        rule_deadlines=rule_deadlines(source, tree.first, tree.tail),
        doubts=doubts(read),
    )
    return printed(plan)


def _aims(tree: Outline, parts: dict[int, Part]) -> tuple[int, int] | None:
    """The first part, where it speaks of aims."""
    return (tree.tops[0].head, tree.tops[0].end) if parts.get(0) is Part.AIMS else None


def _signature(source: Source, end: int, tail: int, first: int) -> tuple[int, int]:
    """Where a signature may stand: the last lines of the numbered text and what follows it."""
    start = tail
    for _ in range(6):
        before = source.text.rfind("\n", first, max(start - 1, first))
        if before < 0:
            break
        start = before
    return max(start, first), end


def _years(source: Source, around: Page, head: Header, issued_on: date | None) -> tuple[Years, str]:
    """The year of dates without one, and where it comes from (for the doubt about it)."""
    if issued_on:
        return Years(issued_on.year, issued_on), "印发日期"
    if head.doc_number and (m := re.search(r"〔(\d{4})〕", head.doc_number)):
        return Years(int(m[1])), "发文字号"
    if head.title and (m := re.search(r"((?:19|20)\d\d)年", head.title)):
        return Years(int(m[1])), "标题"
    text = source.text[: around.end]
    dated = [d.at.year for d in find_dates(text) if d.at.year and not d.since]
    if dated:
        return Years(max(set(dated), key=lambda y: (dated.count(y), y))), "文中其他日期"
    if guess := _year_of_action(text):
        return Years(guess), "多年行动的年份"
    named = [int(y) for y in re.findall(r"((?:19|20)\d\d)年(?!以来|来|度|—|-|至)", text)]
    if named:
        return Years(max(set(named), key=lambda y: (named.count(y), y))), "文中提到的年份"
    numbered = [int(y) for y in re.findall(r"[\[(]((?:19|20)\d\d)[\])]第?\d+号", text)]
    return (Years(max(numbered)), "所引文件的发文年份") if numbered else (Years(None), "")


def _year_of_action(text: str) -> int | None:
    """三年行动 (2023—2025年) with 启动/攻坚/收官之年: its first, middle or last year."""
    span = re.search(r"((?:19|20)\d\d)年?[-—~至]+((?:19|20)\d\d)年", text)
    word = re.search("(启动|开局|起步|攻坚|深化|提升|收官|总结|决胜)之?年", text)
    if not span or not word or not 0 < int(span[2]) - int(span[1]) <= 5:
        return None
    first, last = int(span[1]), int(span[2])
    if word[1] in ("启动", "开局", "起步"):
        return first
    return last if word[1] in ("收官", "总结", "决胜") else (first + last) // 2
