"""SQL that tells which rows of text are in the strict form, and turns the strict form into typed columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fajian.engine.store.rows import Taken
from fajian.engine.store.schema import FALSE_WORD, TRUE_WORD, Column
from fajian.engine.store.validate import is_bracketed, is_identifier, is_name
from fajian.engine.store.words import may_lie_ahead

_GAP = "\x1f"
"""Stands between cells that one regular expression looks through together."""

_DAY = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}"
_MOMENT = r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}"
_BETWEEN = "、;；,，"
"""What may stand between several codes; DuckDB reads 2024/3/5 as it reads 2024-03-05."""

# All that Python's str.split() takes for white space, and all control characters but the gap.
_SPACE = r"[\s\x00-\x1E\x7F-\x{A0}\x{1680}\x{2000}-\x{200F}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}]"
_FULL_WIDTH = r"\x{FF01}-\x{FF5E}"
# A cell of nothing but marks, or a word for blank or 同上; leading or trailing white space.
_MARKS = rf"(^|{_GAP})([\pP\pS\s{_FULL_WIDTH}]+|无|空|暂无|同上|(?i:n/?a|null))($|{_GAP})"
_EDGES = rf"(^|{_GAP}){_SPACE}|{_SPACE}($|{_GAP})|[\r\x{{A0}}\x{{200B}}\x{{FEFF}}]"
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

SETUP = (
    "CREATE OR REPLACE TEMP MACRO uscc_value(text, i) AS instr('" + _USCC + "', substr(text, i, 1)) - 1",
    "CREATE OR REPLACE TEMP MACRO uscc_fits(text) AS regexp_full_match(text, '[0-9]{8}[" + _USCC + "]{10}') AND ("
    + " + ".join(f"{weight} * uscc_value(text, {i})" for i, weight in enumerate(_USCC_WEIGHTS, start=1))
    + " + uscc_value(text, 18)) % 31 = 0",
    # getvariable: the key never stands in the text of a statement.
    "CREATE OR REPLACE TEMP MACRO party_hash(text) AS CASE WHEN text IS NOT NULL THEN "
    "sha256(getvariable('outer_pad')::BLOB || unhex(sha256(getvariable('inner_pad')::BLOB || encode(text)))) END",
    "CREATE OR REPLACE TEMP MACRO born_on(text) AS try_strptime("
    "CASE length(text) WHEN 18 THEN substr(text, 7, 8) WHEN 15 THEN '19' || substr(text, 7, 6) END, '%Y%m%d')::DATE",
)  # fmt: skip
"""Statements to run once on a connection before the SQL of this module."""


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _code(column: Column, text: str) -> str:
    whens = " ".join(f"WHEN {quoted(label)} THEN {quoted(code)}" for label, code in column.codes.items())
    return f"CASE {text} {whens} END"


def typed(column: Column, text: str, factor: int = 1) -> str:
    """The typed value of a cell in strict form; `text` is an SQL expression of VARCHAR. Null stays null."""
    if column.name == "party_id_no":
        return f"party_hash({text})"
    if column.kind == "text":
        return text
    if column.kind == "bool":
        return f"CASE {text} WHEN {quoted(TRUE_WORD)} THEN true WHEN {quoted(FALSE_WORD)} THEN false END"
    if column.kind == "code":
        return _code(column, text)
    if column.kind == "codes":
        marks = f"translate({text}, {quoted(_BETWEEN)}, {quoted('、' * len(_BETWEEN))})"
        return (
            f"CASE WHEN {text} IS NOT NULL THEN "
            f"list_transform(string_split({marks}, '、'), lambda word: {_code(column, 'word')}) END"
        )
    if factor != 1:
        return f"TRY_CAST(TRY_CAST({text} AS DECIMAL(30,8)) * {factor} AS {column.duckdb_type})"
    return f"TRY_CAST({text} AS {column.duckdb_type})"


def _strict_pattern(column: Column, factor: int) -> str | None:
    """What a cell of the column looks like in strict form; None for text, which is looked at otherwise."""
    if column.kind == "date":
        return _DAY
    if column.kind == "timestamp":
        return _MOMENT
    if column.kind == "int":
        return r"\d{1,14}"
    if column.kind == "decimal":
        moved = len(str(factor)) - 1
        places = column.scale + moved
        return rf"\d{{1,{14 - moved}}}(\.\d{{1,{places}}}0{{0,4}})?"
    if column.kind == "codes":
        word = "(" + "|".join(column.codes) + ")"
        return rf"{word}([{_BETWEEN}]{word})*"
    return None


def _joined(texts: Sequence[str]) -> str:
    return f"concat_ws(chr(31), {', '.join(texts)})"


def _text_doubts(taken: Sequence[tuple[Taken, str]]) -> list[str]:
    columns = [(one.column, text) for one, text in taken if one.column.kind == "text"]
    doubts = []
    if columns:
        doubts.append(f"regexp_matches({_joined([text for _, text in columns])}, {quoted(f'{_MARKS}|{_EDGES}')})")
    tight = [text for column, text in columns if is_identifier(column)]
    if tight:
        doubts.append(f"regexp_matches({_joined(tight)}, {quoted(rf'{_SPACE}|[０-９Ａ-Ｚａ-ｚ]')})")
    names = [text for column, text in columns if is_name(column)]
    if names:
        doubts.append(f"regexp_matches({_joined(names)}, {quoted(_SPACE)})")
    for column, text in columns:
        if is_bracketed(column):
            doubts.append(f"regexp_matches({text}, '[\\[\\](){{}}【】（）［］]')")
        if column.name == "party_uscc":
            doubts.append(f"NOT uscc_fits({text})")
        if column.name == "party_id_no":
            doubts.append(f"NOT regexp_full_match({text}, '[0-9]{{17}}[0-9X]|[0-9]{{15}}')")
    return doubts


def doubtful(taken: Sequence[tuple[Taken, str]], *, as_of: date, required: frozenset[str]) -> str:
    """An SQL condition: this row has at least one cell that is not in strict form and has to be looked at.

    Errs towards doubt: a row that is let through surely has the values that validate.clean_cell would find.
    `taken` pairs each column with the SQL expression of its text (null = blank); the condition is never null.
    """
    doubts = _text_doubts(taken)
    patterns: dict[str, list[str]] = {}
    for one, text in taken:
        pattern = _strict_pattern(one.column, one.factor)
        if pattern and one.column.kind in ("codes", "decimal", "timestamp"):
            doubts.append(f"NOT regexp_full_match({text}, {quoted(pattern)})")
        elif pattern:
            patterns.setdefault(pattern, []).append(text)
        if one.column.kind in ("date", "timestamp", "bool", "code"):
            doubts.append(f"({text} IS NOT NULL AND {typed(one.column, text)} IS NULL)")
        if one.column.name in required:
            doubts.append(f"{text} IS NULL")
    for pattern, texts in patterns.items():
        doubts.append(f"NOT regexp_full_match({_joined(texts)}, {quoted(f'({pattern}({_GAP}{pattern})*)?')})")
    days = [(one.column, text) for one, text in taken if one.column.kind in ("date", "timestamp")]
    past = [f"TRY_CAST({text} AS DATE)" for column, text in days if not may_lie_ahead(column)]
    if past:
        doubts.append(f"greatest({', '.join([*past, 'NULL::DATE'])}) > DATE {quoted(as_of.isoformat())}")
    # Days written in 1899 or 2201 are strict in form and wrong all the same.
    every = ", ".join(f"TRY_CAST({text} AS DATE)" for _, text in days)
    if every:
        doubts.append(f"least({every}, NULL::DATE) < DATE '1900-01-01'")
        doubts.append(f"greatest({every}, NULL::DATE) > DATE '2200-12-31'")
    return (
        "coalesce(" + " OR ".join(f"coalesce({doubt}, false)" for doubt in doubts) + ", false)" if doubts else "false"
    )
