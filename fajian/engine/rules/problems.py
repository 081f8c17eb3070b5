"""Which part of a rule was broken, in words."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.wording import without_first

SEPARATOR = "；"


def problems(*parts: tuple[ir.BooleanValue, str]) -> ir.StringValue:
    """The words of the parts that surely hold, with ；between them; empty where none does."""
    nothing = ibis.literal("")
    said = [ibis.ifelse(part.fill_null(False), ibis.literal(SEPARATOR + words), nothing) for part, words in parts]
    joined = said[0].concat(*said[1:]) if len(said) > 1 else said[0]
    return without_first(joined)
