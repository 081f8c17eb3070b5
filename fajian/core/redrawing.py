"""PDFs that are kept only as drawn anew, without what the file said of its maker."""

from __future__ import annotations

from pathlib import Path

from fajian.core.errors import Refused
from fajian.engine.faults import InputError
from fajian.engine.office.child import redraw_in_child
from fajian.engine.office.limits import LIMITS, Limits


def redraw_pdf(source: Path, made: Path, name: str, limits: Limits = LIMITS) -> None:
    """The pages of `source` as pictures in `made`. Refused says what is wrong with the upload of this name."""
    try:
        redraw_in_child(source, made, limits)
    except InputError as error:
        raise Refused(str(error).replace(source.name, f"“{name}”", 1) + "。") from error
