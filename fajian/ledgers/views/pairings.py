"""相似问题: the pairs to be judged, how long closings hold, what a unit is found at again and again."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fajian.core.errors import Stale
from fajian.core.forms import errors_in
from fajian.core.numbers import whole
from fajian.core.paging import keyset
from fajian.ledgers import actions, lasting, matching
from fajian.ledgers.forms.pairings import AsOf, PairForm, PairingFilter, RepeatFilter
from fajian.ledgers.models import Entry, Pairing, Traits
from fajian.ledgers.workflow import PAIRING
from fajian.orgs.models import Unit

SHOWN, LISTED = 10, 50
SHORTEST = 4  # signs in a row that are marked as agreeing
MOST_SIGNS = 600  # of a description that are compared sign by sign


def pairings(request: HttpRequest) -> HttpResponse:
    """The pairs in reach, each with both texts side by side and its verdicts."""
    filters = PairingFilter(request.GET, user=request.user)
    query = filters.query
    mine = Pairing.objects.visible_to(request.user)
    if unit := query.get("unit"):
        mine = mine.of_subtree(unit.path)
    if number := query.get("entry"):
        mine = mine.filter(Q(earlier=number) | Q(later=number))
    rows = mine.filter(state=query["state"]) if query.get("state") else mine.waiting()
    if query.get("kind"):
        rows = rows.filter(kind=query["kind"])
    page = keyset(rows.whole(), request.GET, order=("-id",), size=SHOWN)
    cards = [card(row, PairForm(row=row, prefix=str(row.pk))) for row in page.rows]
    context = {"page": page, "filters": filters, "cards": cards, "tiles": tiles(mine), "narrowed": bool(request.GET)}
    return render(request, "ledgers/pairings.html", context)


def tiles(mine: Any) -> list[dict[str, Any]]:
    """Numbers and the addresses that list what they count; two queries."""
    waiting = (
        mine.waiting()
        .order_by()
        .aggregate(relapse=Count("pk", filter=Q(kind="relapse")), same=Count("pk", filter=Q(kind="same")))
    )
    judged = dict(mine.filter(state="confirmed").order_by().values_list("kind").annotate(n=Count("pk")))
    told = [
        (waiting["relapse"], "待认定的反弹", {"kind": "relapse"}),
        (waiting["same"], "待认定的同一问题", {"kind": "same"}),
        (judged.get("relapse", 0), "已认定反弹", {"kind": "relapse", "state": "confirmed"}),
        (judged.get("same", 0), "已合并", {"kind": "same", "state": "confirmed"}),
    ]
    return [{"count": n, "word": word, "href": f"?{urlencode(query)}"} for n, word, query in told]


def pairing(request: HttpRequest, number: int) -> HttpResponse:
    """One pair: looked at, or judged by a button of its form."""
    row: Pairing = get_object_or_404(Pairing.objects.visible_to(request.user).whole(), pk=number)
    prefix = str(row.pk)
    form = PairForm(request.POST if request.method == "POST" else None, row=row, prefix=prefix)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            with errors_in(form):
                messages.success(request, judge(request, row, form))
                return redirect("ledgers:pairings")
        except Stale as stale:
            row = Pairing.objects.whole().get(pk=row.pk)
            form = PairForm(row=row, prefix=prefix)
            messages.warning(request, f"您填写时，别人已经认定，您的认定没有保存：{stale}")
            status = 409
    if form.errors:
        status = 422
    return render(request, "ledgers/pairing.html", {"card": card(row, form)}, status=status)


def judge(request: HttpRequest, row: Pairing, form: PairForm) -> str:
    """Carry the verdict out; what is to be said about it."""
    given: dict[str, Any] = {
        "by": request.user, **form.command, "pairing": row, "seen": form.version or 0,
        "reason": form.cleaned_data["reason"],
    }  # fmt: skip
    match form.cleaned_data["verdict"]:
        case "follow":
            actions.follow(**given)
            return f"已认定：{row.later}是{row.earlier}的反弹，列入重点督办。"
        case "join":
            done = actions.join(**given, keep=form.cleaned_data["keep"] or actions.default_kept(row).pk)
            return f"已合并：保留{done.kept}，{done.gone}作废，来源和佐证从保留的条目可以看到。"
        case "undo":
            actions.undo(**given)
            return "已撤销认定，两条恢复原状，不再提出。"
        case _:
            actions.reject(**given)
            return "已认定不是，这一对不再提出。"


def card(row: Pairing, form: PairForm) -> dict[str, Any]:
    """A pair as its page shows it: both rows, what agrees, and the form."""
    return {
        "row": row,
        "form": form,
        "sides": [side(row.earlier, row.later, "先登记"), side(row.later, row.earlier, "后登记")],
        "steps": [step.name for step in PAIRING.allowed(row.state, "supervisor")],
    }


def side(entry: Entry, other: Entry, word: str) -> dict[str, Any]:
    """One row beside the other: its text in parts, each with whether the other has it too, and its traits."""
    traits = getattr(entry, "traits", None)
    told = [(label, getattr(traits, name)) for name, label in matching.TRAITS.items()] if traits else []
    return {
        "word": word,
        "entry": entry,
        "parts": parts(entry.title, other.title),
        "channel": traits.channel if traits else "",
        "traits": [(label, text) for label, text in told if text],
    }


def parts(text: str, other: str) -> list[tuple[str, bool]]:
    """The text in pieces, and whether the other text has the piece as well."""
    blocks = SequenceMatcher(None, text[:MOST_SIGNS], other[:MOST_SIGNS], autojunk=False).get_matching_blocks()
    found, at = [], 0
    for block in blocks:
        if block.size < SHORTEST:
            continue
        found += [(text[at : block.a], False), (text[block.a : block.a + block.size], True)]
        at = block.a + block.size
    return [(piece, agrees) for piece, agrees in (*found, (text[at:], False)) if piece]


# ── how long closings hold ───────────────────────────────────────────────────────────────────────────────────────────


def shares(request: HttpRequest) -> HttpResponse:
    """未反弹率 of each unit, as of a day; every number leads to its rows."""
    form = AsOf(request.GET)
    query = form.query
    found, whole = lasting.lasting(request.user, **query)
    address = {"as_of": query["as_of"].isoformat(), "months": query["months"]}
    rows = [(row, f"?{urlencode({**address, 'unit': row.unit.pk if row.unit else ''})}") for row in (*found, whole)]
    context = {**query, "filters": form, "rows": rows if found else [], "which": lasting.WHICH}
    return render(request, "ledgers/lasting.html", context)


def closings(request: HttpRequest) -> HttpResponse:
    """Exactly the closings that one number counts."""
    query = AsOf(request.GET).query
    which = request.GET.get("which", "")
    if which not in lasting.WHICH:
        raise Http404
    unit = whole(request.GET.get("unit", ""))
    chosen = Unit.objects.filter(pk=unit).first() if unit is not None else None
    rows = lasting.listed(request.user, query["as_of"], query["months"], which)
    if chosen is not None:
        rows = rows.filter(unit_path=chosen.path)
    shown = rows.select_related("entry__ledger", "entry__unit", "entry__rectification")
    page = keyset(shown, request.GET, order=("-id",), size=LISTED)
    followers = {
        row.follows_id: row
        for row in Entry.objects.standing()
        .filter(follows__in=[one.entry_id for one in page.rows])
        .select_related("ledger")
    }
    listed = [(one, followers.get(one.entry_id)) for one in page.rows]
    context = {**query, "page": page, "rows": listed, "unit": chosen, "word": lasting.WHICH[which]}
    return render(request, "ledgers/closings.html", context)


# ── 屡查屡犯 ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def repeats(request: HttpRequest) -> HttpResponse:
    """What units are found at again and again."""
    filters, today = RepeatFilter(request.GET), timezone.localdate()
    by = filters.query
    context = {
        "filters": filters,
        "by": by,
        "word": lasting.REPEATED[by],
        "since": lasting.since(today),
        "least": matching.settings().repeats["found"],
        "rows": lasting.repeats(request.user, today, by),
    }
    return render(request, "ledgers/repeats.html", context)


def repeated(request: HttpRequest, number: int) -> HttpResponse:
    """The problems that are counted together with this one."""
    like: Traits = get_object_or_404(Traits.objects.visible_to(request.user), pk=number)
    by, today = RepeatFilter(request.GET).query, timezone.localdate()
    rows = lasting.repeated(request.user, today, by, like)
    shown = rows.select_related("entry__ledger", "entry__unit", "entry__rectification")
    page = keyset(shown, request.GET, order=("-entry_id",), size=LISTED)
    context = {"page": page, "like": like, "words": getattr(like, by), "word": lasting.REPEATED[by]}
    return render(request, "ledgers/repeated.html", context)
