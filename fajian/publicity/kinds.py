"""What is made public, as data: content/publicity/kinds.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from fajian import content
from fajian.engine.forms.spec import LedgerColumn
from fajian.engine.publicity.masking import Field

KEPT = "kept"  # filled in, never goes out
WHEN = {"before": "事前公开", "during": "事中公开", "after": "事后公开", "story": "宣传和曝光"}
# What may be chosen as 公开范围 and is not the public: how many levels above the unit may read it.
AUDIENCES = {"本级各单位": 1, "本单位": 0}
PARTY_KINDS = {"自然人": "person", "个体工商户": "sole_trader", "法人及非法人组织": "organisation"}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of publication.

    `columns` is what is filled in, `fields` how each of them goes out. `table` of the enforcement data it is taken
    from, "" = typed. `term` and `shown` name limits: working days from the day in column `day`, and how long it stands.
    `by`: the roles that approve it. `gathered`: its columns are begun from what other rooms hold (foundations.py).
    `audience` names the column that says who may read it, `about` the kinds it may belong to; `announced`: the office
    that supervises is told when it is out. `by_day`: month and day of the next year by which a year has to be out.
    """

    code: str
    title: str
    when: str
    basis: str
    columns: tuple[LedgerColumn, ...]
    fields: tuple[Field, ...]
    table: str = ""
    term: str = ""
    day: str = ""
    shown: str = ""
    by: tuple[str, ...] = ("unit_leader", "supervisor")
    files: bool = False
    gathered: bool = False
    audience: str = ""
    about: tuple[str, ...] = ()
    announced: bool = False
    by_day: str = ""

    @property
    def when_word(self) -> str:
        """Before the act, after it, or a story."""
        return WHEN[self.when]


@cache
def kinds() -> Mapping[str, Kind]:
    """By code, in the order of the file."""
    found = {}
    for row in content.read("publicity", "kinds.yaml"):
        columns, fields = [], []
        for one in row.pop("fields"):
            how, of_persons = one.pop("how"), one.pop("of_persons", True)
            columns.append(LedgerColumn(**{"kind": "text", **one, "choices": tuple(one.get("choices", ()))}))
            if how != KEPT:
                fields.append(Field(one["name"], one["label"], how, of_persons))
        by, about = tuple(row.pop("by", ("unit_leader", "supervisor"))), tuple(row.pop("about", ()))
        kind = Kind(columns=tuple(columns), fields=tuple(fields), by=by, about=about, **row)
        if kind.code in found or kind.when not in WHEN or (kind.day and kind.day not in {c.name for c in columns}):
            raise ValueError(f"publicity/kinds.yaml: {kind.code} stands twice, or names what it does not have")
        found[kind.code] = kind
    return found


def choices() -> list[tuple[str, str]]:
    """Of the model's column."""
    return [(kind.code, kind.title) for kind in kinds().values()]
