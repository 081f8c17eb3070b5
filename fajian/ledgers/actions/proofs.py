"""佐证材料: handed in, and taken back with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.core.files import Received, attach
from fajian.core.models import StoredFile
from fajian.engine.forms.closing import proof_kinds
from fajian.ledgers.actions.shared import still_open, touched
from fajian.ledgers.models import Proof, Rectification
from fajian.ledgers.reuse import proofs_like
from fajian.orgs.roles import UNIT


@action("ledgers.add_proof", title="上传佐证", who=UNIT)
def add_proof(
    act: Act, *, rectification: Rectification, files: Sequence[Received], note: str = "", kind: str = ""
) -> list[Proof]:
    """More files that show the problem was put right, all of one kind, while it is open."""
    row = still_open(act, rectification, "再加佐证")
    if not files:
        raise Refused("没有选择文件。")
    proofs = [prove(act, row, file, note.strip(), kind) for file in files]
    touched(act, row)
    return proofs


@action("ledgers.take_back_proof", title="撤回佐证", who=UNIT)
def take_back_proof(act: Act, *, proof: Proof, reason: str) -> Proof:
    """A wrong file no longer counts; it stays, with the reason."""
    row = still_open(act, proof.rectification, "撤回佐证")
    proof = act.lock(proof)
    if proof.taken_back:
        raise Refused("这份佐证已经撤回。")
    if not reason.strip():
        raise Refused("撤回佐证须写明理由。")
    proof.taken_back, proof.taken_back_reason = True, reason.strip()
    act.save(proof)
    touched(act, row)
    act.note(reason=reason.strip())
    return proof


def prove(act: Act, row: Rectification, file: Received, note: str, kind: str = "") -> Proof:
    """One proof. The same file or picture for another problem of the unit needs a word why: it proves few things."""
    if kind and kind not in (kinds := proof_kinds(row.entry.ledger.spec)):
        raise Refused(f"没有“{kind}”这种佐证，请从中选择：{'、'.join(kinds)}。")
    used = proofs_like({file.digest: file.look}, Proof.objects.filter(unit=row.unit))[file.digest]
    if any(proof.rectification_id == row.pk and why == "file" for why, proof in used):
        raise Refused(f"“{file.name}”已经是这个问题的佐证，不必重复上传。")
    others = [(why, proof) for why, proof in used if proof.rectification_id != row.pk]
    if others and not note:
        why, proof = others[0]
        like = "" if why == "file" else f"与“{proof.file.name}”几乎相同，"
        where = f"本单位另一个问题的佐证（{proof.rectification.entry}）"
        raise Refused(f"“{file.name}”{like}已作为{where}。确需共用的，请在“说明”中写明理由。")
    stored: StoredFile = attach(act, file)
    return act.create(Proof, rectification=row, unit=row.unit, file=stored, kind=kind, note=note)
