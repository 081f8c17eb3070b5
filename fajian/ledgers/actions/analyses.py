"""剖析: an office writes down why many units have one kind of problem, over numbers that are counted then and there."""

from __future__ import annotations

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers import commons, matching
from fajian.ledgers.models import Analysis, Fix, Traits
from fajian.orgs.models import Unit


@action("ledgers.analyse", title="剖析共性问题", who=("supervisor",))
def analyse(act: Act, *, by_what: str, like: Traits, cause: str, remedy: str, fix: Fix | None = None) -> Analysis:
    """The problems of all units in reach that are counted together with `like`, analysed; earlier ones stay.

    Raises Refused where they are of fewer units than the content calls common, or something is not written.
    """
    if act.user is None or act.user.unit is None:
        raise Refused("请以执法监督员的身份剖析。")
    if not cause.strip() or not remedy.strip():
        raise Refused("请写明原因剖析和长效机制。")
    told = commons.told(act.user, act.today, by_what, like)
    if len(told["units"]) < (least := matching.settings().common["units"]):
        raise Refused(f"这类问题现在只涉及{len(told['units'])}个单位，{least}个以上才算普遍性问题。")
    if fix is not None and fix.struck_out:
        raise Refused(f"这项制度已作废（{fix.struck_reason}），请另选一项。")
    made = act.create(
        Analysis, unit=Unit.objects.get(pk=act.user.unit_id), by=by_what, key=getattr(like, f"{by_what}_key"),
        words=getattr(like, by_what), as_of=act.today, told=told, cause=cause.strip(), remedy=remedy.strip(), fix=fix,
    )  # fmt: skip
    act.about(made)
    return made
