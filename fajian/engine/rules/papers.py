"""Papers a file must hold."""

from __future__ import annotations

import functools
import operator
from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.wording import without_first
from fajian.engine.store.schema import tables


@dataclass(frozen=True, slots=True)
class Lacking:
    """Whether any wanted paper lacks (three-valued), and which surely do, as words with 、 between them."""

    any_lacks: ir.BooleanValue
    words: ir.StringValue


def lacking_papers(papers: ir.ArrayValue, wanted: Sequence[tuple[ir.BooleanValue, str]]) -> Lacking:
    """Of a cell of papers and the papers wanted, each with its condition: what lacks."""
    code_words = {code: word for word, code in tables()["file_archives"]["document_kinds"].codes.items()}
    gaps = [(condition & ~papers.contains(code), code_words[code]) for condition, code in wanted]
    nothing = ibis.literal("")
    words = [ibis.ifelse(gap.fill_null(False), ibis.literal("、" + word), nothing) for gap, word in gaps]
    joined = words[0].concat(*words[1:]) if len(words) > 1 else words[0]
    return Lacking(functools.reduce(operator.or_, (gap for gap, _ in gaps)), without_first(joined))
