"""Pairs of rows that look alike: proposed by the machine, judged by a person, and the judgement taken back."""

from __future__ import annotations

from collections.abc import Sequence

from fajian.core import notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers.actions.entries import only_once, struck
from fajian.ledgers.actions.shared import in_reach, standing
from fajian.ledgers.matching import Pair
from fajian.ledgers.models import Entry, Pairing, Rectification
from fajian.ledgers.signals import problem_relapsed
from fajian.ledgers.workflow import PAIRING
from fajian.orgs.models import Unit

SUPERVISOR = ("supervisor",)


@action("ledgers.propose_pairs", title="提出相似问题")
def propose(act: Act, *, unit: Unit, pairs: Sequence[Pair], lost: Sequence[int] = ()) -> int:
    """Put pairs before people; returns how many are new. What a person has judged is not proposed again.

    A pair proposed already says what it says now. `lost` are numbers of proposals that are none any more.
    """
    numbers = {number for pair in pairs for number in (pair.earlier, pair.later)}
    rows = Pairing.objects.filter(earlier__in=numbers, later__in=numbers).select_related("unit")
    known = {(row.earlier_id, row.later_id): row for row in rows}
    fresh = []
    for pair in pairs:
        agrees = [list(one) for one in pair.agrees]
        row = known.get((pair.earlier, pair.later))
        if row is None:
            fresh.append(
                Pairing(
                    unit=unit,
                    kind=pair.kind,
                    earlier_id=pair.earlier,
                    later_id=pair.later,
                    agrees=agrees,
                    percent=pair.percent,
                )
            )
            continue
        if row.state == "lapsed":
            PAIRING.take(row, "renew", by=act.by)
        if row.state == "proposed":
            row.kind, row.agrees, row.percent = pair.kind, agrees, pair.percent
            act.save(row)
    act.bulk_create(Pairing, fresh)
    for row in Pairing.objects.filter(pk__in=lost, state="proposed").select_related("unit"):
        PAIRING.take(row, "lapse", by=act.by)
        act.save(row)
    act.about(unit)
    act.note(pairs=len(fresh))
    return len(fresh)


@action("ledgers.follow", title="认定为反弹", who=SUPERVISOR)
def follow(act: Act, *, pairing: Pairing, seen: int, reason: str = "") -> Pairing:
    """The later row is the earlier, closed problem come back: it follows it and is under special watch."""
    row = _locked(act, pairing, seen)
    if row.kind != "relapse":
        raise Refused("这一对不是疑似反弹，请选“合并”或者“不是同一问题”。")
    PAIRING.take(row, "confirm", by=act.by)
    old, new = act.lock(row.earlier), act.lock(row.later)
    standing(old)
    standing(new)
    problem = Rectification.objects.select_related("submitted_by").get(entry=old)
    if not problem.is_closed:
        raise Refused(f"原问题现在是“{problem.state_word}”，没有销号，谈不上反弹；是同一问题的请合并。")
    if new.follows_id is not None:
        raise Refused("这条问题已经认定为另一问题的反弹。")
    if other := Entry.objects.standing().filter(follows=old).select_related("ledger").first():
        raise Refused(f"原问题的反弹已经是{other}，请与那一条合并，或者认定不是。")
    new.follows = old
    act.save(new)
    fresh = act.lock(Rectification.objects.get(entry=new))
    fresh.priority = "relapsed"
    act.save(fresh)
    _decide(act, row, reason)
    if problem.submitted_by is not None:
        notify.tell([problem.submitted_by], f"{old}的问题被认定反弹，见{new}"[:300], new.get_absolute_url())
    act.tell(problem_relapsed, sender=Rectification, number=old.pk, source=old.source)
    return row


@action("ledgers.join", title="合并同一问题", who=SUPERVISOR)
def join(act: Act, *, pairing: Pairing, seen: int, keep: int, reason: str = "") -> Pairing:
    """Both rows are one problem: `keep` (a row's number) stands, the other is struck out and counts no more.

    What the other row has (where it came from, its text and proofs) stays on its page, which the kept row leads to.
    """
    row = _locked(act, pairing, seen)
    PAIRING.take(row, "confirm", by=act.by)
    if keep not in (row.earlier_id, row.later_id):
        raise Refused("请选择保留哪一条。")
    kept, gone = (row.earlier, row.later) if keep == row.earlier_id else (row.later, row.earlier)
    kept, gone = act.lock(kept), act.lock(gone)
    standing(kept)
    standing(gone)
    closed = set(Rectification.objects.filter(entry__in=(kept, gone), state="closed").values_list("entry", flat=True))
    if gone.pk in closed and kept.pk not in closed:
        raise Refused(f"{gone}已经销号，请保留它，把没有销号的并入。")
    if gone.follows_id is not None or Entry.objects.standing().filter(follows=gone).exists():
        raise Refused(f"{gone}有反弹接续，请保留它，把另一条并入。")
    words = f"并入{kept}" + (f"：{reason.strip()}" if reason.strip() else "")
    struck(act, gone, act.lock(Rectification.objects.get(entry=gone)), words)
    row.kind, row.kept = "same", kept
    _decide(act, row, reason)
    if gone.recorded_by is not None:
        notify.tell([gone.recorded_by], f"{gone}与{kept}是同一问题，已并入"[:300], kept.get_absolute_url())
    return row


@action("ledgers.reject_pair", title="认定不是", who=SUPERVISOR)
def reject(act: Act, *, pairing: Pairing, seen: int, reason: str) -> Pairing:
    """Neither a relapse nor the same problem; the pair is not proposed again."""
    row = _locked(act, pairing, seen)
    PAIRING.take(row, "reject", by=act.by, reason=reason.strip())
    _decide(act, row, reason)
    return row


@action("ledgers.undo_pair", title="撤销认定", who=SUPERVISOR)
def undo(act: Act, *, pairing: Pairing, seen: int, reason: str) -> Pairing:
    """A relapse or a joining that was none: the rows stand again as before; the pair is not proposed again."""
    row = _locked(act, pairing, seen)
    PAIRING.take(row, "undo", by=act.by, reason=reason.strip())
    if row.gone is not None:
        _restore(act, row.gone)
        row.kept = None
    else:
        new = act.lock(row.later)
        new.follows = None
        act.save(new)
        problem = act.lock(Rectification.objects.get(entry=new))
        problem.priority = "" if problem.priority == "relapsed" else problem.priority
        act.save(problem)
    _decide(act, row, reason)
    return row


def default_kept(pairing: Pairing) -> Entry:
    """Which of two rows stands unless a person chooses: what is closed or has a chain, else the earlier."""
    earlier, later = pairing.earlier, pairing.later
    if later.problem is not None and later.problem.is_closed and not (earlier.problem and earlier.problem.is_closed):
        return later
    return later if later.follows_id is not None and earlier.follows_id is None else earlier


def _locked(act: Act, pairing: Pairing, seen: int) -> Pairing:
    row = act.lock(pairing, seen=seen)
    in_reach(act, row.unit_path)
    return row


def _decide(act: Act, row: Pairing, reason: str) -> None:
    row.decided_by, row.decided_at, row.reason = act.user, act.now, reason.strip()
    act.save(row)
    act.about(row)
    act.note(reason=row.reason)


def _restore(act: Act, entry: Entry) -> None:
    """A row that was joined into another stands again."""
    row = act.lock(entry)
    only_once(row.ledger, [(row.pk, row.title, row.data)])
    row.struck_out, row.struck_reason = False, ""
    act.save(row)
    problem = act.lock(Rectification.objects.get(entry=row))
    problem.struck_out = False
    act.save(problem)
