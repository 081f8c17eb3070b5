"""Everything a rule's page shows, as plain data; run as a child process, because importing the rules imports Ibis.

python -m fajian.web.rules_snapshot FILE
"""

from __future__ import annotations

import ast
import inspect
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

from fajian import content
from fajian.engine.rules import stamp as sources

if TYPE_CHECKING:
    from fajian.engine.rules.base import Rule

SOURCES = (
    "engine/rules/**/*.py",
    "engine/store/schema.py",
    "content/records/**/*.*",
    "content/law/*.yaml",
    "content/regions/*.yaml",
    "web/rules_snapshot.py",
)
GROUPS = {
    "PEN": "行政处罚",
    "FIN": "罚没收缴",
    "DIS": "裁量基准",
    "PUB": "公示",
    "REC": "全过程记录",
    "LEG": "法制审核",
    "COE": "行政强制",
    "LIC": "行政许可",
    "INS": "行政检查",
    "OFF": "执法人员",
    "SUB": "执法主体",
    "TRA": "行刑衔接",
    "PRM": "告知承诺",
    "CRD": "信用",
    "CMP": "投诉举报",
    "GOI": "政府信息公开",
    "RVW": "复议诉讼纠错",
    "ACC": "责任追究",
    "CAM": "整治活动纪律",
}

SCOPES = {
    "person": "个人",
    "organisation": "单位",
    "life_health_finance": "涉及公民生命健康安全、金融安全且有危害后果",
    "joint": "统一、联合、集中办理",
    "minor": "轻微失信信息",
    "serious": "严重失信信息",
    "simplified": "简易程序",
    "general": "一般失信信息",
    "safety": "安全生产",
    "criticism": "仅通报批评",
    "sanction": "政务处分",
}


def stamp() -> str:
    """Changes when a rule, a table's columns or a number fixed by law does."""
    return sources.stamp(*SOURCES)


def write(file: Path) -> None:
    """Write every rule to a file, whole or not at all."""
    from fajian.engine.rules.base import all_rules

    rules = {rule.id: described(rule) for rule in all_rules().values()}
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.write_text(json.dumps({"stamp": stamp(), "rules": rules}, ensure_ascii=False), encoding="utf-8")
    draft.replace(file)


def described(rule: Rule) -> dict[str, Any]:
    """A rule in the words its page uses."""
    from fajian.engine.store.schema import tables

    schema = tables()
    # The subject's own columns last: they win where several tables have a column of that name.
    columns = {column.name: column.label for table in schema.values() for column in table} | computed()
    columns |= {column.name: column.label for name in rule.subjects for column in schema[name]}
    basis = [
        {"law": part.law, "article": part.article, "since": _day(part.since), "until": _day(part.until)}
        for part in rule.basis
    ]
    return {
        "id": rule.id,
        "title": rule.title,
        "group": rule.group,
        "group_title": GROUPS.get(rule.group, rule.group),
        "certainty": rule.certainty,
        "severity": rule.severity,
        "wording": rule.wording,
        "version": rule.version,
        "basis": basis,
        "subjects": [schema[name].label for name in rule.subjects],
        "needs": [columns.get(name, name) for name in rule.needs],
        "tables": list(rule.subjects),
        "columns": list(rule.needs),
        "says": [readable(sentence, columns) for sentence in sentences(rule.judge)],
        "reading": rule.reading,
        "limits": [limit for name in limits_of(rule.judge) for limit in values(name)],
        "search": f"{rule.id} {rule.title} {' '.join(part.law for part in rule.basis)}".lower(),
    }


def sentences(judge: Callable[..., Any]) -> Iterator[str]:
    """What the rule's findings say, with the names of the evidence in braces."""
    module = inspect.getmodule(judge)
    for node in ast.walk(ast.parse(inspect.getsource(module))):  # type: ignore[arg-type]
        if isinstance(node, ast.keyword) and node.arg == "explain":
            yield _written(node.value, vars(module))


def _written(node: ast.expr, known: dict[str, Any]) -> str:
    """A text as its source writes it, alone, under a name, or with numbers of the run inside."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else "{数值}" for part in parts)
        case ast.Name(id=name):
            return str(known[name])
    raise TypeError(f"an explanation that cannot be shown: {ast.unparse(node)}")


def readable(sentence: str, columns: dict[str, str]) -> str:
    """`{act_end_on}` becomes 〔违法行为终了日〕; a number of the run's becomes 〔数值〕."""
    return re.sub(r"\{(\w+)[^}]*\}", lambda match: f"〔{columns.get(match[1], '数值')}〕", sentence)


@cache
def computed() -> dict[str, str]:
    """What rules compute and no sheet has a column for, in the words findings use."""
    words: dict[str, str] = content.read("records", "evidence.yaml")
    return words


def scope_title(scope: str) -> str:
    """A scope's words: those the sheets use for the same code, `market.person` → 市场监管·个人."""
    return "·".join(SCOPES.get(part) or GROUPS.get(part) or code_words().get(part, part) for part in scope.split("."))


@cache
def code_words() -> dict[str, str]:
    """The words the sheets use for a code; where sheets differ, those of the causes and fields that limits name."""
    from fajian.engine.store.schema import tables

    named = [tables()["inspections"]["trigger"], tables()["penalties"]["domain"]]
    columns = [column for table in tables().values() for column in table] + named
    return {code: word for column in columns for word, code in column.codes.items()}


def limits_of(judge: Callable[..., Any]) -> list[str]:
    """Names of the numbers fixed by law that the rule uses: its own constants and those of the functions it calls."""
    from fajian.engine.law.limits import names

    found: dict[str, None] = {}
    waiting, seen = [judge], {judge}
    while waiting:
        function = waiting.pop()
        words, texts = _words(function.__code__)
        found.update(dict.fromkeys(text for text in texts if text in names()))
        called = [function.__globals__.get(word) for word in words]
        for other in called:
            if (
                isinstance(other, FunctionType)
                and other.__module__.startswith("fajian.engine.rules")
                and other not in seen
            ):
                seen.add(other)
                waiting.append(other)
    return sorted(found)


def _words(code: CodeType) -> tuple[set[str], set[str]]:
    """Global names and text constants of a function, with those of the functions inside it."""
    words, texts = set(code.co_names), {const for const in code.co_consts if isinstance(const, str)}
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            more = _words(inner)
            words |= more[0]
            texts |= more[1]
    return words, texts


def values(name: str) -> Iterator[dict[str, Any]]:
    """Every value of a limit: for the country, then for the regions."""
    from fajian.engine.law.limits import limit_rows, names, regions

    known = names()[name]
    rows = [("全国", row) for row in limit_rows(name)]
    rows += [(pack.name, row) for pack in regions() for row in pack.values if row.name == name]
    for where, row in rows:
        yield {
            "label": known.label,
            "where": where,
            "scope": "" if row.scope == "default" else scope_title(row.scope),
            "value": "不明（无法判断）" if row.value is None else _text(row.value, row.unit),
            "since": _day(row.valid_from),
            "until": _day(row.valid_to),
            "basis": row.basis,
            "seen": row.seen,
        }


def _text(value: Any, unit: str) -> str:
    """A number with its unit; 是/否, days and codes in words stand alone."""
    match value:
        case bool():
            return "是" if value else "否"
        case tuple():
            return "、".join(code_words().get(str(code), str(code)) for code in value)
        case int() | Decimal():
            return f"{value} {unit}"
        case str():
            return code_words().get(value, value)
    return str(value)


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


if __name__ == "__main__":
    write(Path(sys.argv[1]))
