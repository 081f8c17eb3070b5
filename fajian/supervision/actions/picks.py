"""抽查单位: drawn by lot, nobody chooses."""

from __future__ import annotations

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.draws import actions as draws
from fajian.draws.models import Draw
from fajian.engine.draws.protocol import Stratum
from fajian.supervision import picks
from fajian.supervision.actions.shared import SUPERVISOR


@action("supervision.draw_units", title="准备抽取抽查单位", who=SUPERVISOR)
def draw_units(act: Act, *, title: str, take: int, secret: str, public: str = "") -> Draw:
    """The list of the units in reach, committed before anybody knows the seed (app draws); `take` of them."""
    office = act.user.unit if act.user is not None else None
    if office is None:
        raise Refused("您的账号没有单位，不能抽取抽查单位。")
    known = picks.last(office)
    if known is not None and known.state != "drawn":
        raise Refused("上一次抽取抽查单位还没有抽完，请先交存、公布口令。")
    units = picks.pool(act.user)
    if not title.strip() or not 1 <= take <= len(units):
        raise Refused(f"请填写名称和抽几个单位，共有 {len(units)} 个单位可以抽。")
    return draws.prepare.within(
        act, unit=office, title=title.strip()[:200], secret=secret, public=public, source=picks.source(office),
        strata=[Stratum("被监督单位", take, tuple(picks.mark(unit) for unit in units))],
    )  # fmt: skip
