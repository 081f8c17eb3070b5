"""From a rule's verdicts to rows of findings: the same text on every engine."""

from __future__ import annotations

from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import Basis, Rule
from fajian.engine.rules.tables import VERDICT_COLUMNS, Tables
from fajian.engine.rules.wording import without_first
from fajian.engine.store.schema import tables

COLUMNS = (
    "record_id", "rule_id", "verdict", "certainty", "severity", "wording", "title", "agency_id", "basis", "law_version",
    "step_on", "explanation", "evidence", "missing", "rule_version", "subject",
)  # fmt: skip

# A text inside JSON: the five characters that must not stand there as they are.
_ESCAPES = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"))


NOTHING = ""


def hits(rule: Rule, verdicts: ir.Table) -> ir.Table:
    """The records the rule hits, as rows of findings."""
    hit = verdicts.filter(verdicts.hit)
    return _rows(rule, hit, "hit", hit.explanation, as_json(hit), ibis.literal(NOTHING))


def unknowns(rule: Rule, verdicts: ir.Table, subject: str, data: Tables) -> ir.Table:
    """The records the rule cannot judge, with the headings of the cells that would be needed.

    Cells of the judged record are named; where the gap lies in another table (an officer's certificate, say), or the
    record is a group, `missing` is empty and the sentence says so.
    """
    open_ = verdicts.filter(verdicts.hit.isnull())
    view = getattr(data, subject)
    gaps = view.select(
        gap_id=view[tables()[subject].key].cast("string"),
        missing=_listed(
            [
                (data.happened(view, subject, name).isnull(), tables()[subject][name].label)
                for name in rule.needs
                if name in view.columns
            ]
        ),
    )
    joined = open_.left_join(gaps, open_.record_id == gaps.gap_id)
    missing = joined.missing.fill_null(NOTHING)
    said = ibis.cases(
        (missing == NOTHING, ibis.literal("无法判断：所需的关联数据没有记载。")),
        else_=ibis.literal("无法判断：缺“").concat(missing, ibis.literal("”。")),
    )
    return _rows(rule, joined, "unknown", said, as_json(open_, joined), missing)


def subject_of(verdicts: ir.Table) -> str:
    """The table whose records these verdicts judge: `judge` writes it as a literal."""
    return str(verdicts.op().values["subject"].value)


def _rows(
    rule: Rule,
    source: ir.Table,
    verdict: str,
    explanation: ir.StringValue,
    evidence: ir.StringValue,
    missing: ir.StringValue,
) -> ir.Table:
    return source.select(
        record_id=source.record_id,
        rule_id=ibis.literal(rule.id),
        verdict=ibis.literal(verdict),
        certainty=ibis.literal(rule.certainty),
        severity=ibis.literal(rule.severity),
        wording=ibis.literal(rule.wording),
        title=ibis.literal(rule.title),
        agency_id=source.agency_id,
        basis=_in_force(rule, source.step_on, lambda basis: f"{basis.law} {basis.article}"),
        law_version=_in_force(rule, source.step_on, lambda basis: basis.law),
        step_on=source.step_on,
        explanation=explanation,
        evidence=evidence,
        missing=missing,
        rule_version=ibis.literal(str(rule.version)),
        subject=source.subject,
    )


def _in_force(rule: Rule, day: ir.DateValue, text: Callable[[Basis], str]) -> ir.StringValue:
    """The text of the basis in force on that day; of the newest where the day is not known."""
    newest = ibis.literal(text(rule.basis[-1]))
    if len(rule.basis) == 1:
        return newest
    cases = [(day <= ibis.literal(basis.until), ibis.literal(text(basis))) for basis in rule.basis if basis.until]
    return ibis.cases(*cases, else_=newest)


def as_json(verdicts: ir.Table, source: ir.Table | None = None) -> ir.StringValue:
    """The evidence columns of a table of verdicts as one JSON object of texts, in their order; null stays null."""
    source = verdicts if source is None else source
    parts: list[ir.StringValue] = []
    for name in verdicts.columns:
        if name in VERDICT_COLUMNS:
            continue
        value = source[name]
        text = value.cast("string")
        if value.type().is_string():
            for sign, escaped in _ESCAPES:
                text = text.replace(sign, escaped)
        quoted = ibis.literal('"').concat(text, ibis.literal('"')).fill_null("null")
        parts += [ibis.literal(f'{", " if parts else "{"}"{name}": '), quoted]
    return parts[0].concat(*parts[1:], ibis.literal("}")) if parts else ibis.literal("{}")


def _listed(named: list[tuple[ir.BooleanValue, str]]) -> ir.StringValue:
    """The names whose condition holds, with 、 between them."""
    if not named:
        return ibis.literal(NOTHING)
    parts = [ibis.ifelse(condition, ibis.literal("、" + name), ibis.literal(NOTHING)) for condition, name in named]
    joined = parts[0].concat(*parts[1:]) if len(parts) > 1 else parts[0]
    return without_first(joined)
