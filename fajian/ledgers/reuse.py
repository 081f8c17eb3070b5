"""重复使用: what stands for one problem and for another too – the same file, nearly the same picture or text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import QuerySet

from fajian.core.models import KEYS, Picture
from fajian.engine import likeness
from fajian.engine.office.pictures import Look
from fajian.ledgers.models import Proof, Rectification, Wording
from fajian.orgs.scope import domain_scope

Why = Literal["file", "picture", "text"]
WORDS: dict[Why, str] = {"file": "同一文件", "picture": "几乎相同的图片", "text": "几乎相同的整改情况"}
ALIKE = 0.9  # a result with one clause changed in a paragraph; numbers and days do not count (likeness.normal)
SHARED = 2  # keys, of four: by one alone texts are found that have a phrase in common
MOST = 1_000  # candidates looked at; so many have the same keys only where a blank form was scanned again and again
SHOWN = 300  # proofs or texts of other problems taken up at once, the newest first


@dataclass(frozen=True, slots=True)
class Reuse:
    """`other`: the other problem; `own`: this problem's proof, `theirs`: the other's; both None for a text."""

    why: Why
    other: Rectification
    own: Proof | None = None
    theirs: Proof | None = None

    @property
    def word(self) -> str:
        """What is the same."""
        return WORDS[self.why]

    def __str__(self) -> str:
        file = f"“{self.own.file.name}”" if self.own else ""
        return f"{self.word}{file}：{self.other.entry}"


def found(rows: Sequence[Rectification], user: Any) -> dict[int, list[Reuse]]:
    """Of each of these problems what stands for another one in the user's reach (None: for any); every row has a list.

    Six queries at most, however many rows. Proofs taken back and entries struck out do not count.
    """
    reuses: dict[int, list[Reuse]] = {row.pk: [] for row in rows}
    mine = list(Proof.objects.filter(rectification__in=list(reuses), taken_back=False).select_related("file"))
    looks = Picture.objects.in_bulk([proof.file.digest for proof in mine if proof.is_picture])
    digests = {proof.file.digest: _look(looks.get(proof.file.digest)) for proof in mine}
    used = proofs_like(digests, _reach(user))
    for proof in mine:
        seen = set()
        for why, theirs in used.get(proof.file.digest, ()):
            number = theirs.rectification_id
            if number != proof.rectification_id and number not in seen:
                seen.add(number)
                reuses[proof.rectification_id].append(Reuse(why, theirs.rectification, proof, theirs))
    for number, others in _texts(rows, user).items():
        reuses[number] += [Reuse("text", other) for other in others]
    return reuses


def proofs_like(files: Mapping[str, Look | None], proofs: QuerySet[Proof]) -> dict[str, list[tuple[Why, Proof]]]:
    """By digest of a file, the standing ones of `proofs` with the same bytes or, of a picture, nearly the same look."""
    if not files:
        return {}
    near = _near({digest: look for digest, look in files.items() if look})
    wanted = {*files, *(other for others in near.values() for other in others)}
    rows = proofs.filter(file__digest__in=wanted, taken_back=False, rectification__struck_out=False)
    related = rows.select_related("file", "unit", "rectification__unit", "rectification__entry__ledger")
    by_digest: dict[str, list[Proof]] = {}
    for proof in related.order_by("-pk")[:SHOWN]:
        by_digest.setdefault(proof.file.digest, []).append(proof)
    return {
        digest: [
            *(("file", proof) for proof in by_digest.get(digest, ())),
            *(("picture", proof) for other in near.get(digest, ()) for proof in by_digest.get(other, ())),
        ]
        for digest in files
    }


def _near(looks: Mapping[str, Look]) -> dict[str, list[str]]:
    """Digest → digests of other pictures that look the same."""
    if not looks:
        return {}
    candidates = Picture.objects.sharing(look.keys for look in looks.values())[:MOST]
    others = [(one.digest, look) for one in candidates if (look := _look(one))]
    return {
        digest: [other for other, theirs in others if other != digest and look.is_like(theirs)]
        for digest, look in looks.items()
    }


def _texts(rows: Iterable[Rectification], user: Any) -> dict[int, list[Rectification]]:
    """By number of a problem, the others whose result is told in nearly the same words.

    Rows of the tables are read only of those: a phrase that everybody uses makes thousands of candidates.
    """
    wanted = {row.pk: (row.result, keys) for row in rows if (keys := likeness.keys(row.result))}
    if not wanted:
        return {}
    likely = Wording.objects.filter(field="result").sharing((keys for _, keys in wanted.values()), at_least=SHARED)
    standing = Wording.objects.filter(pk__in=likely.values("pk")[:MOST], rectification__struck_out=False)
    if user is not None:
        standing = standing.filter(domain_scope(user).condition("rectification__unit_path"))
    read = standing.order_by("-rectification").values_list("rectification", "rectification__result", *KEYS)[:SHOWN]
    candidates = [(other, result, keys) for other, result, *keys in read]
    found: dict[int, list[int]] = {}
    for number, (own, mine) in wanted.items():
        near = {
            other: result
            for other, result, theirs in candidates
            if other != number and sum(a == b for a, b in zip(mine, theirs, strict=True)) >= SHARED
        }
        found[number] = [other for other, _ in likeness.closest(own, near, at_least=ALIKE, most=SHOWN)]
    alike = Rectification.objects.select_related("unit", "entry__ledger").in_bulk(
        {other for others in found.values() for other in others}
    )
    return {number: [alike[other] for other in others] for number, others in found.items()}


def _look(picture: Picture | None) -> Look | None:
    return Look(picture.keys, bytes(picture.cells)) if picture else None


def _reach(user: Any) -> QuerySet[Proof]:
    return Proof.objects.all() if user is None else Proof.objects.visible_to(user)
