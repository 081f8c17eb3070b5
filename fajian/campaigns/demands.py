"""What is demanded of a return beside itself: whether 零报告 is taken, and with what proof; by the plan's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from fajian.campaigns.contents import of_campaign
from fajian.campaigns.models import Draft, Duty
from fajian.core.errors import Refused
from fajian.core.files import RECORDINGS
from fajian.ledgers.models import Entry, Ledger


@dataclass(frozen=True, slots=True)
class NilProof:
    """Who has found nothing must hand in proof: `kind` as Duty.nil, the annex whose ledger is meant, the words."""

    kind: str
    annex: str
    quote: str


class Wanted(Protocol):
    """One duty of a plan."""

    @property
    def number(self) -> int:
        """Its number in the campaign."""

    @property
    def what(self) -> str:
        """What is to be handed in."""

    @property
    def annexes(self) -> str:
        """The annexes that go with it."""


_DEMAND = re.compile(
    r"(?:未|没有)发现问题的?(?P<who>[^。;；]{0,20}?)(?:至少|均|应当?|须|必须|也|要|需)*(?:提供|提交|报送|上传|附)"
    r"(?P<what>[^。;；]{0,60})"
)
_RECORDING = re.compile(r"音像|录像|视频|录音|音视频")
_PROOF = re.compile(r"备查|佐证|证明")
_ANNEX = re.compile(r"附件\s*(\d{1,2})")
_NEGATED = re.compile(r"[无不免][须需必用]?$")


def nil_proof(text: str) -> NilProof | None:
    """What the plan demands of units that found nothing; None where it demands nothing."""
    for sentence in re.split(r"[。\n]", text):
        for match in _DEMAND.finditer(sentence):
            told = match["what"]
            if _NEGATED.search(match["who"]) or not (_RECORDING.search(told) or _PROOF.search(told)):
                continue
            before = _ANNEX.findall(sentence[: match.start()])
            kind = "recording" if _RECORDING.search(told) else "file"
            return NilProof(kind, f"附件{int(before[-1])}" if before else "", match[0].strip(" ,，、"))
    return None


def bound(demand: NilProof, wanted: Sequence[Wanted]) -> frozenset[int]:
    """Numbers of the duties the demand goes with.

    Those that name the annex; where none does, the first that goes with annexes at all (自查报告及相关附件); where the
    plan names no annex, every one.
    """
    if not demand.annex:
        return frozenset(part.number for part in wanted)
    naming = [part.number for part in wanted if demand.annex in part.annexes.split("、")]
    rest = [part.number for part in wanted if "附件" in part.what or "台账" in part.what]
    return frozenset(naming or rest[:1])


def check_nil(duty: Duty, draft: Draft, figures: Mapping[str, Mapping[str, int]]) -> None:
    """Refuse 零报告 that is not taken, not true by the ledgers, or without the proof demanded.

    `figures` are those of contents.figures. Where the plan speaks of one ledger, an empty one wants the proof whatever
    else is handed in.
    """
    if draft.nil:
        if duty.nil == "never":
            raise Refused("这项报送不接受零报告，请填写报送说明并附上材料。")
        if filled := [name for name, counted in figures.items() if any(counted.values())]:
            raise Refused(f"台账“{'、'.join(filled)}”里有条目，不能零报告。请按台账报送；登记有误的先在台账里作废。")
    if not duty.nil_proof or not (draft.nil or _found_nothing(duty)):
        return
    said = f"（方案原文：{duty.nil_quote}）" if duty.nil_quote else ""
    if draft.proof is None:
        wanted = f"一份完整的音像资料（{'、'.join(RECORDINGS)}）" if duty.nil == "recording" else "证明材料"
        raise Refused(f"未发现问题的，须上传{wanted}备查{said}。请在“备查材料”处选择文件后重新提交。")
    if duty.nil == "recording" and draft.proof.kind not in RECORDINGS:
        raise Refused(f"“{draft.proof.name}”不是音像资料{said}。请在“备查材料”处上传 {'、'.join(RECORDINGS)} 文件。")


def _found_nothing(duty: Duty) -> bool:
    """Has the unit the ledger the demand speaks of, and no row in it that stands?"""
    if not duty.nil_annex:
        return False
    own = Ledger.objects.filter(of_campaign(duty.campaign), unit=duty.unit_id, annex=duty.nil_annex)
    return own.exists() and not Entry.objects.filter(ledger__in=own, struck_out=False).exists()
