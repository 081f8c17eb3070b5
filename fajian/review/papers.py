"""评查表、反馈书、通报草稿 and the list of results, as workbooks and documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import yaml

from fajian import content
from fajian.engine.office.letters import Heading, Letter, Paragraph, Table, chinese_date
from fajian.engine.office.workbooks import Cell, Column, Sheet
from fajian.engine.reviews.masking import masked
from fajian.engine.reviews.scoring import VERDICTS
from fajian.review.figures import Figures
from fajian.review.models import Batch, Sample, ScoreSheet

MOST = 8  # frequent problems and typical cases written out in a circular
MARK_COLUMNS = (
    Column("部分", 10), Column("项目", 44), Column("分值", 7, "number"), Column("结论", 9, centred=True),
    Column("扣分", 7, "number"), Column("理由", 50),
)  # fmt: skip
RESULT_COLUMNS = (
    Column("单位", 24), Column("案卷名称", 40), Column("案卷文号", 22), Column("办结日期", 12, "date"),
    Column("得分", 8, "number"), Column("等次", 10, centred=True), Column("问题数", 8, "int"), Column("状态", 12),
)  # fmt: skip
PROBLEM_COLUMNS = (
    Column("单位", 24), Column("案卷文号", 22), Column("项目", 44), Column("扣分", 8, "number"),
    Column("事实和理由", 50),
)  # fmt: skip
AGREED_COLUMNS = (
    Column("项目", 50), Column("结论一致的案卷", 16, "int"), Column("两人都评的案卷", 16, "int"),
    Column("α", 10, "number"),
)  # fmt: skip


@cache
def wording() -> Mapping[str, Any]:
    """What an office may change: content/documents/file-review.yaml."""
    told: Mapping[str, Any] = yaml.safe_load(content.path("documents", "file-review.yaml").read_text(encoding="utf-8"))
    return told


# ── score sheets ─────────────────────────────────────────────────────────────────────────────────────────────────────


def sheet(row: ScoreSheet) -> Sheet:
    """评查表 of one reviewer."""
    sample, standard = row.sample, row.sample.batch.standard
    cells: list[list[Cell]] = [
        [one.part, f"{one.code} {one.title}", one.points, one.verdict, one.deducted, one.reason] for one in row.lines()
    ]
    cells.append(["合计", "得分（按适用的项目折算成百分制）", None, "", row.score, row.opinion])
    line = (
        f"单位：{sample.unit.name}", f"案卷：{sample.title}", f"文号：{sample.decision_no}",
        f"评查员：{row.reviewer.unit} {row.reviewer}",
    )  # fmt: skip
    return Sheet("评查表", f"{standard.title}（第{standard.version}版）评查表", MARK_COLUMNS, cells, line=line)


def compared(sample: Sample, sheets: Sequence[ScoreSheet]) -> list[dict[str, Any]]:
    """Every line on which some sheet is not simply good, beside each other, with what the unit is told."""
    given = [one for one in sheets if one.state == "submitted"]
    by_code = [{line.code: line for line in one.lines()} for one in given]
    found = []
    for one in sample.batch.standard.lines:
        said = [own.get(one.code) for own in by_code]
        if all(line is None or line.verdict == VERDICTS["good"] for line in said):
            continue
        told = sample.problems.get(one.code)
        found.append({"code": one.code, "title": one.title, "said": said, "told": told})
    return found


# ── 反馈书 ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def notice(samples: Sequence[Sample]) -> Letter:
    """What one unit is told of its files in a batch."""
    batch, words = samples[0].batch, wording()["notice"]
    known = _known(batch) | {"files": len(samples)}
    results = [
        (str(place), one.title, one.decision_no or "—", f"{one.score}", one.grade)
        for place, one in enumerate(samples, 1)
    ]
    blocks: list[Any] = [
        Paragraph(words["opening"].format_map(known)),
        Heading(words["results"]),
        Table("", ("序号", "案卷名称", "文号", "得分", "等次"), results, (1, 5, 4, 2, 2), centred=(0, 3, 4)),
        Heading(words["problems"]),
    ]
    for place, one in enumerate(samples, 1):
        facts = {"number": place, "title": one.title, "decision_no": one.decision_no or "无文号",
                 "score": one.score, "grade": one.grade}  # fmt: skip
        blocks.append(Paragraph(words["file"].format_map(facts)))
        told = [(title, _worth(deducted), reason) for _, title, deducted, reason in one.lines]
        blocks.append(
            Table("", ("项目", "扣分", "事实和理由"), told, (4, 2, 6), (1,)) if told else Paragraph(words["none"])
        )
    until = max((one.object_by_on for one in samples if one.object_by_on), default=None)
    blocks += [
        Heading(words["rights"]),
        Paragraph(words["rights_text"].format(object_by=chinese_date(until) if until else "【待填：异议期限】")),
    ]
    office = words["sign"].format_map(known)
    return Letter(words["title"], tuple(blocks), addressee=samples[0].unit.name, signed_by=office,
                  signed_on="【待填：成文日期】")  # fmt: skip


# ── 通报草稿 ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def circular(batch: Batch, figures: Figures) -> Letter:
    """A draft for all units, with the numbers of now; parties, officers and readers are not named."""
    words, known = wording()["circular"], _known(batch)
    known |= {
        "units": batch.samples.values("unit").distinct().count(), "files": batch.samples.count(),
        "reviewers": len(figures.drifts), "third": figures.third, "objections": figures.objections,
        "changed": figures.changed, "scored": len(figures.samples),
        "mean": figures.mean if figures.mean is not None else "—",
        "grades": "、".join(f"{grade}{count}件" for grade, count in figures.grades), "vetoed": figures.vetoed,
        "problems": figures.problems, "alpha": _alpha(figures.alpha),
    }  # fmt: skip
    blocks: list[Any] = [Heading(words["about"]), Paragraph(words["about_text"].format_map(known))]
    blocks += [Heading(words["results"]), Paragraph(words["results_text"].format_map(known)), _by_unit(figures)]
    blocks += [Heading(words["problems"]), Paragraph(words["problems_text"].format_map(known))]
    for place, one in enumerate(figures.frequent[:MOST], 1):
        blocks.append(
            Paragraph(words["problem"].format(place=place, title=one.title, count=one.files, units=one.units))
        )
    blocks += [Heading(words["cases"])]
    blocks += [
        Paragraph(words["case"].format(place=place, kind=batch.standard.kind, **case))
        for place, case in enumerate(cases(figures), 1)
    ]
    for part in ("quality", "demands"):
        blocks += [Heading(words[part]), Paragraph(words[f"{part}_text"].format_map(known))]
    blocks.append(_by_item(figures))
    return Letter(
        words["title"].format_map(known), tuple(blocks), signed_by=batch.unit.name, signed_on="【待填：成文日期】",
        banner=words["banner"],
    )  # fmt: skip


def cases(figures: Figures) -> list[dict[str, str]]:
    """The gravest problems of the worst files: vetoes first, one of each file; every name in them masked."""
    people = {str(person) for person, _ in figures.drifts}
    worst = sorted(
        (one for one in figures.samples if one.problems), key=lambda one: (not one.vetoes, one.score, one.pk)
    )
    found = []
    for one in worst[:MOST]:
        _, title, _, reason = max(one.lines, key=lambda line: (line[2] is None, line[2] or Decimal(0)))
        names = {one.party, *one.officers, *people}
        found.append({"unit": one.unit.name, "title": title, "reason": masked(reason, names)})
    return found


def _by_unit(figures: Figures) -> Table:
    rows = [
        (one.name, str(one.files), f"{one.mean}", f"{one.lowest}", str(one.failed), str(one.problems))
        for one in figures.units
    ]
    heads = ("单位", "案卷", "平均分", "最低分", "不合格", "问题")
    return Table("各单位评查结果", heads, rows, (5, 2, 2, 2, 2, 2), centred=(1, 2, 3, 4, 5))


def _by_item(figures: Figures) -> Table:
    rows = [(one.title, f"{one.same}/{one.files}", _alpha(one.alpha)) for one in figures.items]
    return Table("各项结论的一致程度", ("项目", "一致/共评", "α"), rows, (7, 2, 2), centred=(1, 2))


# ── the list of results ──────────────────────────────────────────────────────────────────────────────────────────────


def results(batch: Batch, figures: Figures) -> list[Sheet]:
    """Results, problems and agreement, a sheet each."""
    rows: list[list[Cell]] = [
        [
            one.unit.name,
            one.title,
            one.decision_no,
            one.finished_on,
            one.score,
            one.grade,
            len(one.problems),
            one.state_word,
        ]
        for one in figures.samples
    ]
    told: list[list[Cell]] = [
        [one.unit.name, one.decision_no, f"{code} {title}", deducted if deducted is not None else "一票否决", reason]
        for one in figures.samples
        for code, title, deducted, reason in one.lines
    ]
    agreed: list[list[Cell]] = [
        [f"{one.code} {one.title}", one.same, one.files, None if one.alpha is None else round(one.alpha, 2)]
        for one in figures.items
    ]
    span = f"办结日期：{batch.from_on.isoformat()} 至 {batch.to_on.isoformat()}"
    return [
        Sheet("评查结果", f"{batch.title}结果", RESULT_COLUMNS, rows, line=(span,)),
        Sheet("问题清单", f"{batch.title}问题清单", PROBLEM_COLUMNS, told),
        Sheet("一致程度", f"{batch.title}评查员一致程度", AGREED_COLUMNS, agreed),
    ]


def _known(batch: Batch) -> dict[str, Any]:
    return {
        "batch": batch.title, "office": batch.unit.name, "joint": f"会同{batch.joint}" if batch.joint else "",
        "from_on": chinese_date(batch.from_on), "to_on": chinese_date(batch.to_on), "kind": batch.standard.kind,
        "listed": batch.listed, "enterprise": "（涉企）" if batch.only_enterprise else "",
    }  # fmt: skip


def _worth(deducted: Decimal | None) -> str:
    return "一票否决" if deducted is None else f"{deducted}"


def _alpha(value: float | None) -> str:
    return "不能计算" if value is None else f"{value:.2f}"
