"""What registrations rest on: the provisions they cite, on a day."""

from __future__ import annotations

import datetime as dt

from fajian.engine.law.checking import Checked, check
from fajian.engine.law.library import say


def texts(cited: str, day: dt.date) -> dict[str, int]:
    """Citation → the year of the text that held it on the day; those without a text are left out."""
    return {str(one.citation): one.said.version.version for one in check(cited, day) if one.said.version is not None}


def shaken(cited: str, rests_on: dict[str, int], day: dt.date) -> str:
    """A line for each provision that no longer holds, or says something else than in the text it rested on; "" if none.

    What cannot be judged says nothing here: it is shown beside the citation.
    """
    lines = []
    for one in check(cited, day):
        if one.verdict == "wrong":
            lines.append(f"{one.written}：{one.why}")
        elif one.verdict == "right" and _says_another(one, rests_on.get(str(one.citation))):
            lines.append(f"{one.written}：现在适用{one.said.version}，条文与原来依据的文本不同。")
    return "\n".join(dict.fromkeys(lines))


def _says_another(one: Checked, year: int | None) -> bool:
    """Did the provision say something else in the text of that year?"""
    law, now = one.said.law, one.said.version
    if law is None or now is None or year in (None, now.version):
        return False
    then = next((version for version in law.versions if version.version == year), None)
    return then is None or say(one.citation, then.valid_from).words != one.said.words
