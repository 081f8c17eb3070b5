"""Writes on draws. Whether a step may be taken stands in workflow.py; what is computed, in engine.draws.protocol."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.draws.models import Draw, Secret
from fajian.draws.workflow import DRAW
from fajian.engine.draws import protocol
from fajian.engine.draws.protocol import Exclusion, Stratum
from fajian.engine.publicity.masking import scrub
from fajian.orgs.models import Unit
from fajian.orgs.reach import in_reach

SUPERVISOR = ("supervisor",)
HOLDER = DRAW.groups["holder"]
# What a source is called before its colon → of its number, why it cannot be drawn anew; "" where it can.
SETTLED: dict[str, Callable[[int], str]] = {}


def settled(draw: Draw) -> str:
    """Why this draw stands for good; "" where it may be drawn anew."""
    kind, _, number = draw.source.partition(":")
    return SETTLED[kind](int(number)) if kind in SETTLED else ""


@action("draws.prepare", title="准备抽取", who=SUPERVISOR)
def prepare(
    act: Act,
    *,
    unit: Unit,
    title: str,
    strata: Sequence[Stratum],
    secret: str,
    exclusions: Sequence[Exclusion] = (),
    public: str = "",
    source: str = "",
    holders: int = protocol.HOLDERS,
) -> Draw:
    """A list to be drawn from; whoever prepares it hands in the first secret. Raises InputError for a useless list.

    Reasons are public later: names and numbers that can be recognised leave them here, for a commitment never changes.
    """
    in_reach(act, unit.path)
    protocol.listed(strata, exclusions)
    if holders < protocol.HOLDERS:
        raise Refused(f"至少须有 {protocol.HOLDERS} 方提供口令。")
    row = act.create(
        Draw,
        unit=unit,
        title=title.strip(),
        source=source,
        holders=holders,
        public=public.strip(),
        strata=[asdict(one) for one in strata],
        exclusions=[{"id": one.id, "reason": scrub(one.reason)} for one in exclusions],
    )
    _seal(act, row, secret)
    act.about(row)
    return row


@action("draws.seal", title="交存口令", who=HOLDER)
def seal(act: Act, *, draw: Draw, secret: str) -> Draw:
    """One more person's secret, as its hash; with the last one the list is published and can no longer be changed."""
    row = _locked(act, draw)
    DRAW.take(row, "seal", by=act.by, secret=secret)
    given = list(row.secrets.select_related("user"))
    if act.user is None or any(act.user.is_person(one.user) for one in given):
        raise Refused("您已经交存过口令，须由另一位人员交存。")
    given.append(_seal(act, row, secret))
    if len(given) == row.holders:
        DRAW.take(row, "commit", by=act.by)
        made = row.committed(given)
        row.commitment, row.digest, row.committed_at = made.text, made.digest, act.now
        act.note(digest=made.digest)
    act.save(row)
    act.about(row)
    return row


@action("draws.reveal", title="公布口令", who=HOLDER)
def reveal(act: Act, *, draw: Draw, secret: str) -> Draw:
    """A person shows the secret handed in; with the last one the draw is made, unless a public value is still due."""
    row = _locked(act, draw)
    DRAW.take(row, "reveal", by=act.by, secret=secret)
    own = row.secrets.filter(user=act.user).first()
    if own is None:
        raise Refused("您没有为这次抽取交存口令。")
    own = act.lock(own)
    if own.word:
        raise Refused("您的口令已经公布。")
    if protocol.sha256(secret.strip()) != own.hash:
        raise Refused("口令与交存时的不一致，请核对后重新填写；确实忘记的，由另一位监督人员写明理由重新抽取。")
    own.word = secret.strip()
    act.save(own)
    if not row.public and len(row.shown()) == row.holders:
        _draw(act, row, "")
    act.save(row)
    act.about(row)
    return row


@action("draws.draw", title="抽取", who=HOLDER)
def draw_lots(act: Act, *, draw: Draw, seen: int, value: str) -> Draw:
    """The public value is known now: draw. Anybody can look the value up and count again."""
    row = _locked(act, draw, seen)
    if not row.public:
        raise Refused("这次抽取没有约定公开数值，各方公布口令后自动抽取。")
    _draw(act, row, value)
    act.save(row)
    return row


@action("draws.redraw", title="重新抽取", who=SUPERVISOR)
def redraw(act: Act, *, draw: Draw, seen: int, reason: str, secret: str) -> Draw:
    """A new attempt over the same list, asked for by another person than who prepared this one; this one stays."""
    row = _locked(act, draw, seen)
    DRAW.take(row, "redraw", by=act.by, reason=reason.strip())
    if act.user is not None and act.user.is_person(row.recorded_by):
        raise Refused("重新抽取须由另一位监督人员提出，不能由准备这次抽取的人自己提出。")
    if why := settled(row):
        raise Refused(why)
    act.save(row)
    fresh = act.create(
        Draw,
        unit=row.unit,
        title=row.title,
        source=row.source,
        attempt=row.attempt + 1,
        before=row,
        reason=scrub(reason.strip())[:300],
        holders=row.holders,
        public=row.public,
        strata=row.strata,
        exclusions=row.exclusions,
    )
    _seal(act, fresh, secret)
    act.about(fresh)
    act.note(reason=reason.strip())
    return fresh


@action("draws.publish", title="公开抽取结果", who=HOLDER)
def publish(act: Act, *, draw: Draw, seen: int) -> Draw:
    """List, secrets and result of this attempt and of those it replaced may be read, and counted again, by anybody."""
    row = _locked(act, draw, seen)
    DRAW.take(row, "publish", by=act.by)
    if row.published_at is not None:
        raise Refused("这次抽取的结果已经公开。")
    attempts = [row]
    while (before := attempts[-1].before) is not None:
        attempts.append(act.lock(before))
    named = {secret.holder for one in attempts for secret in one.secrets.all()}
    for one in attempts:
        if any(name in one.commitment for name in named):
            raise Refused("名单全文里写有交存人的姓名，不能公开。请重新抽取：新的名单全文只写单位和角色。")
    for one in attempts:
        one.published_at = one.published_at or act.now
        act.save(one)
    act.note(digest=row.digest)
    return row


def _draw(act: Act, row: Draw, value: str) -> None:
    """Compute the result; whatever is still missing is said by the protocol."""
    DRAW.take(row, "draw", by=act.by)
    made = protocol.draw(protocol.read(row.commitment), row.shown(), value)
    row.seed, row.drawn, row.value, row.drawn_at = made.seed, made.ids, value.strip(), act.now
    act.note(digest=row.digest, seed=made.seed)


def _seal(act: Act, row: Draw, secret: str) -> Secret:
    if act.user is None:
        raise Refused("口令须由人交存。")
    name = f"{act.user.unit or ''} {act.user}".strip()
    return act.create(
        Secret, draw=row, unit=row.unit, user=act.user, holder=name, hash=protocol.secret_hash(secret.strip())
    )


def _locked(act: Act, draw: Draw, seen: int | None = None) -> Draw:
    row = act.lock(draw, seen=seen)
    in_reach(act, row.unit_path)
    return row
