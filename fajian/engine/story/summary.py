"""The draft of a 总结: every number in it is computed here, what a person must write is marked 【待填：…】."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fajian.engine.office import letters
from fajian.engine.office.letters import Heading, Letter, Paragraph, Table, chinese_date
from fajian.engine.plans.schema import Plan
from fajian.engine.store.schema import tables
from fajian.engine.story.duties import Item, ahead
from fajian.engine.story.findings import UNNAMED_UNIT, Finding, Gap, group_name, wording
from fajian.engine.story.prefill import Filled
from fajian.engine.story.records import ACT_WORDS

_TOP = 3
_TITLE_WIDTH = 18
# A line of the title is best broken behind one of these.
_BREAKS = ("行动", "暨", "活动", "工作", "问题", "专项整治", "建设", "常态化", "执法", "质量", "环境", "情况", "总结")


@dataclass(frozen=True, slots=True)
class Account:
    """All a summary counts: plan, imported rows by table, faults, findings, gaps, ledgers, duties.

    `names` are all imported agencies by id, `units` those of them that have to report.
    """

    plan: Plan
    names: Mapping[str, str]
    units: Mapping[str, str]
    records: Mapping[str, int]
    refused: int
    noted: int
    rules: int
    findings: Sequence[Finding]
    gaps: Sequence[Gap]
    filled: Filled
    duties: Sequence[Item]
    as_of: dt.date

    def unit_name(self, agency_id: str) -> str:
        return self.names.get(agency_id, agency_id) or UNNAMED_UNIT


def facts(account: Account) -> dict[str, object]:
    """Every value the wording may name. Texts are put together from counts; nothing is taken from anywhere else."""
    plan, findings = account.plan, account.findings
    unknown = sum(gap.count for gap in account.gaps)
    coming = ahead(account.duties, account.as_of)
    unplaced = sum(1 for name in account.filled.placed if not name)
    groups = Counter(group_name(finding.rule_id) for finding in findings)
    return {
        "campaign": campaign_name(plan),
        "plan_title": plan.title or "【待填：方案名称】",
        "issuer_text": plan.issuer or "【待填：发文机关】",
        "issued_text": chinese_date(plan.issued_on) if plan.issued_on else "",
        "tasks": len(plan.tasks),
        "dated_tasks": sum(1 for task in plan.tasks if any(due.on for due in task.due)),
        "standing_tasks": sum(1 for task in plan.tasks if task.standing),
        "duties": len(plan.duties),
        "dated_duties": sum(1 for duty in plan.duties if duty.due),
        "annexes": len(plan.annexes),
        "doubts": len(plan.doubts),
        "as_of": chinese_date(account.as_of),
        "units": len(account.units),
        "records": sum(account.records.values()),
        "tables_text": "、".join(f"{name}{account.records.get(name, 0)}条" for name in act_tables()),
        "rules": account.rules,
        "ledgers": len(account.filled.ledgers),
        "entries": account.filled.entries,
        "findings": len(findings),
        "no_findings": not findings,
        "units_hit": len({finding.agency_id for finding in findings}),
        "records_hit": len({(finding.subject, finding.record_id) for finding in findings}),
        "certainty_text": _counted(Counter(finding.certainty for finding in findings), "条"),
        "wording_text": _counted(Counter(finding.wording for finding in findings), "条"),
        "groups": _group_rows(findings, groups),
        "main_groups_text": _counted(groups, "条", _TOP),
        "top_units": _counted(Counter(account.unit_name(finding.agency_id) for finding in findings), "条", _TOP),
        "unplaced": unplaced,
        "faults": account.refused + account.noted,
        "no_faults": not account.refused + account.noted,
        "refused": account.refused,
        "noted": account.noted,
        "unknown": unknown,
        "unknown_rules": len({gap.rule_id for gap in account.gaps}),
        "top_missing": "、".join(f"“{name}”" for name, _ in missing_columns(account.gaps)[:_TOP]) or "所需字段",
        "duties_ahead": len(coming),
        "no_duties_ahead": not coming,
        "next_duty": f"{chinese_date(coming[0].on)}的{coming[0].what}" if coming and coming[0].on else "",
    }


def write(path: Path, account: Account) -> None:
    """Write the draft as DOCX in official layout."""
    known = facts(account)
    blocks = tuple(block for section in wording()["sections"] for block in _section(section, known, account))
    letter = Letter(
        title=title_lines(str(wording()["title"]).format_map(known)),
        blocks=blocks,
        signed_by="【待填：单位名称】",
        signed_on="【待填：成文日期】",
        banner=str(wording()["banner"]),
    )
    letters.write(path, letter, made_on=account.as_of)


def act_tables() -> list[str]:
    """The names of the tables that hold acts of enforcement."""
    return [tables()[name].label for name in ACT_WORDS]


def campaign_name(plan: Plan) -> str:
    """What the campaign is called."""
    return named(plan.title or "专项整治行动")


def named(title: str) -> str:
    """What a plan of this title brings about: without 关于印发…的通知 and …实施方案."""
    name = re.sub(r"^关于(印发)?《?|》?(的通知)?$", "", title)
    return re.sub(r"(工作|实施|行动)?(实施)?方案$", "", name) or name


def title_lines(title: str) -> str:
    """The title in lines of at most 18 characters, about equally long, broken between words where that is near."""
    count = -(-len(title) // _TITLE_WIDTH)
    lines: list[str] = []
    while count > 1:
        ideal = -(-len(title) // count)
        ends = [m.end() for word in _BREAKS for m in re.finditer(word, title) if abs(m.end() - ideal) <= 3]
        cut = min((end for end in ends if end <= _TITLE_WIDTH + 2), key=lambda end: abs(end - ideal), default=ideal)
        lines.append(title[:cut])
        title, count = title[cut:], count - 1
    return "\n".join([*lines, title])


def missing_columns(gaps: Sequence[Gap]) -> list[tuple[str, int]]:
    """Headings that were missing, with how many judgements they would be needed for, the most wanted first."""
    counts: Counter[str] = Counter()
    for gap in gaps:
        for name in filter(None, re.split(r"[、;；,，|]", gap.missing)):
            counts[name.strip()] += gap.count
    return counts.most_common()


def unit_rows(account: Account) -> list[tuple[str, int, int]]:
    """Findings and judgements that were not possible, by name of the unit; those with neither are left out."""
    hits = Counter(finding.agency_id for finding in account.findings)
    unknown: Counter[str] = Counter()
    for gap in account.gaps:
        unknown[gap.agency_id] += gap.count
    rows = [(account.unit_name(unit), hits[unit], unknown[unit]) for unit in {*hits, *unknown}]
    return sorted(rows, key=lambda row: (-row[1], -row[2], row[0]))


def _section(section: Mapping[str, Any], known: Mapping[str, object], account: Account) -> Iterator[letters.Block]:
    yield Heading(section["heading"])
    for block in section["blocks"]:
        if "when" in block and not known[block["when"]]:
            continue
        if "heading" in block:
            yield Heading(block["heading"], 2)
        elif "each" in block:
            rows = known[block["each"]]
            assert isinstance(rows, list)
            yield from (Paragraph(block["text"].format_map(row)) for row in rows)
        elif "table" in block:
            yield _unit_table(account)
        else:
            yield Paragraph(block["text"].format_map(known))


def _unit_table(account: Account) -> Table:
    rows = unit_rows(account)
    total = ("合计", str(sum(hits for _, hits, _ in rows)), str(sum(unknown for _, _, unknown in rows)))
    body = [(str(n), name, str(hits), str(unknown)) for n, (name, hits, unknown) in enumerate(rows, start=1)]
    return Table(
        f"各单位疑点和无法判断情况（截至{chinese_date(account.as_of)}）",
        ("序号", "单位", "疑点（条）", "无法判断（条次）"),
        [*body, ("", *total)],
        (1.0, 4.4, 1.9, 2.8),
    )


def _group_rows(findings: Sequence[Finding], groups: Counter[str]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for number, (group, count) in enumerate(groups.most_common(), start=1):
        rules = Counter(finding.title for finding in findings if group_name(finding.rule_id) == group)
        rows.append(
            {
                "number": number,
                "group": group,
                "count": count,
                "share": f"{100 * count / len(findings):.1f}%",
                "top_rules": _counted(rules, "条", _TOP),
            }
        )
    return rows


def _counted(counts: Mapping[str, int], measure: str, top: int | None = None) -> str:
    """行政检查12条、行政处罚3条: the most frequent first, texts of equal count in the order of their letters."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:top]
    return "、".join(f"{name or '未注明'}{count}{measure}" for name, count in ordered)
