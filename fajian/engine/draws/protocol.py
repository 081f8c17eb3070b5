"""fajian-draw/1: the list is committed before the seed exists; the seed decides, and anybody can count again.

1. Commit. Everything that is fixed beforehand – list by strata, how many of each, exclusions with reasons, the holders
   with a hash of each one's secret, the named public source – is one text; its digest is published.
2. Reveal. Each holder shows its secret, the public source its value. One honest holder is enough.
3. Draw. seed = SHA-256(digest, public value, secrets in the order of the holders; one a line). Of each stratum the
   `take` ids with the smallest SHA-256(seed|id) are drawn: no bias, independent of the order of the list.

verify.py beside this file checks a bundle with nothing but Python; it shares no code with this module on purpose.
"""

from __future__ import annotations

import hashlib
import heapq
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fajian.engine.faults import InputError

FORMAT = "fajian-draw/1"
HOLDERS = 2  # at least
SECRET = 12  # signs at least: a short one could be tried out from its hash
VERIFIER = Path(__file__).with_name("verify.py")
DESCRIPTION = Path(__file__).with_name("format.md")


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of the list from which a number of its own is drawn; all of it where it holds no more."""

    name: str
    take: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Who or what is left out of the list, and why (回避、停业 …)."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who gives a secret; `hash` is known before, the secret after the commitment."""

    name: str
    hash: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """What is fixed before the seed exists. `public` names the public value and its day, "" = there is none.

    `attempt` counts from 1; a further one says in `reason` why the one before does not stand.
    """

    draw: str
    attempt: int
    strata: tuple[Stratum, ...]
    holders: tuple[Holder, ...]
    exclusions: tuple[Exclusion, ...] = ()
    public: str = ""
    reason: str = ""

    @property
    def text(self) -> str:
        """The text that is hashed: JSON without blanks, keys in order, Chinese as it is."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def digest(self) -> str:
        """What is published."""
        return sha256(self.text)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A seed and, by stratum, the ids drawn, those with the smallest score first."""

    seed: str
    ids: dict[str, list[str]]


def sha256(text: str) -> str:
    """64 hex digits of the text's UTF-8 bytes; `echo -n text | sha256sum` says the same."""
    return hashlib.sha256(text.encode()).hexdigest()


def commit(
    draw: str,
    strata: Iterable[Stratum],
    holders: Sequence[Holder],
    *,
    attempt: int = 1,
    exclusions: Iterable[Exclusion] = (),
    public: str = "",
    reason: str = "",
) -> Commitment:
    """The commitment. Raises InputError as `listed`, and for fewer than two holders or two of one name."""
    if len(holders) < HOLDERS:
        raise InputError(f"至少须有 {HOLDERS} 方各自提供口令，抽取结果才不由一方决定。")
    if len({holder.name for holder in holders}) != len(holders):
        raise InputError("提供口令的各方不能重名。")
    kept, left_out = listed(strata, exclusions)
    return Commitment(
        draw=draw,
        attempt=attempt,
        strata=kept,
        holders=tuple(holders),
        exclusions=left_out,
        public=public,
        reason=reason,
    )


def listed(
    strata: Iterable[Stratum], exclusions: Iterable[Exclusion] = ()
) -> tuple[tuple[Stratum, ...], tuple[Exclusion, ...]]:
    """The list in order and without what is excluded; strata left empty fall out.

    Raises InputError where a draw would decide nothing: an empty list, an id twice, a number below one, an exclusion
    without a reason or of an id that is not on the list.
    """
    given, left_out = list(strata), list(exclusions)
    ids = Counter(one for stratum in given for one in stratum.ids)
    if twice := next((one for one, count in ids.items() if count > 1), None):
        raise InputError(f"名单里“{twice}”出现不止一次，请去掉重复的再抽取。")
    if len({stratum.name for stratum in given}) != len(given):
        raise InputError("有两个分组同名，请改名后再抽取。")
    if any(stratum.take < 1 for stratum in given):
        raise InputError("每个分组的抽取数量至少是 1。")
    for exclusion in left_out:
        if not exclusion.reason.strip():
            raise InputError(f"“{exclusion.id}”不参加抽取，须写明理由。")
        if exclusion.id not in ids:
            raise InputError(f"“{exclusion.id}”不在名单里，不用排除。")
    gone = {exclusion.id for exclusion in left_out}
    kept = [Stratum(one.name, one.take, tuple(sorted(set(one.ids) - gone))) for one in given]
    if not any(stratum.ids for stratum in kept):
        raise InputError("名单是空的，没有可以抽取的对象。")
    return (
        tuple(sorted((one for one in kept if one.ids), key=lambda one: one.name)),
        tuple(sorted(left_out, key=lambda one: one.id)),
    )


def secret_hash(secret: str) -> str:
    """The hash a holder hands in first. Raises InputError for a secret that could be found by trying."""
    if len(secret) < SECRET or "\n" in secret:
        raise InputError(f"口令须是不少于 {SECRET} 个字的一行字，别人猜不到才行。")
    return sha256(secret)


def draw(commitment: Commitment, secrets: Sequence[str], public: str = "") -> Drawn:
    """The result. Raises InputError while a secret or the public value is missing, or does not fit its hash."""
    if len(secrets) != len(commitment.holders):
        raise InputError("还有一方没有公布口令，不能抽取。")
    for holder, secret in zip(commitment.holders, secrets, strict=True):
        if sha256(secret) != holder.hash:
            raise InputError(f"{holder.name}公布的口令与事先交存的不符。")
    if bool(commitment.public) != bool(public.strip()):
        raise InputError(
            f"请填写公开数值：{commitment.public}。" if commitment.public else "没有约定公开数值，不能另外填写。"
        )
    seed = sha256("\n".join([commitment.digest, public.strip(), *secrets]))
    return Drawn(seed, {one.name: smallest(seed, one.ids, one.take) for one in commitment.strata})


def smallest(seed: str, ids: Iterable[str], take: int) -> list[str]:
    """The `take` ids with the smallest SHA-256(seed|id), smallest first."""
    start = hashlib.sha256(f"{seed}|".encode())

    def score(one: str) -> bytes:
        hasher = start.copy()
        hasher.update(one.encode())
        return hasher.digest()

    return heapq.nsmallest(take, ids, key=score)


def bundle(commitment: Commitment, secrets: Sequence[str], public: str = "") -> dict[str, Any]:
    """Everything a stranger needs to count again, as JSON; see verify.py."""
    result = draw(commitment, secrets, public)
    return {
        "format": FORMAT,
        "commitment": commitment.text,
        "digest": commitment.digest,
        "public": public.strip(),
        "secrets": list(secrets),
        "seed": result.seed,
        "drawn": result.ids,
    }


def read(text: str) -> Commitment:
    """A commitment from its text, as Commitment.text wrote it."""
    told = json.loads(text)
    if told.pop("format") != FORMAT:
        raise ValueError("another format")
    return Commitment(
        **{
            **told,
            "strata": strata_of(told["strata"]),
            "holders": tuple(Holder(**one) for one in told["holders"]),
            "exclusions": tuple(Exclusion(**one) for one in told["exclusions"]),
        }
    )


def strata_of(told: Iterable[dict[str, Any]]) -> tuple[Stratum, ...]:
    """Strata from their JSON."""
    return tuple(Stratum(one["name"], one["take"], tuple(one["ids"])) for one in told)
