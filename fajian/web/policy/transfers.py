"""移送、建议."""

from __future__ import annotations

from fajian.web.policy.doors import DISCIPLINE, LEADER, NOBODY, READERS, WRITERS, Door

STEPS = WRITERS | {LEADER, DISCIPLINE}

DOORS: tuple[Door, ...] = (
    #    url name                            GET      POST     scope
    Door("supervision:transfers", READERS, NOBODY, "Transfer.visible_to（只有移送机关一侧）"),
    Door("supervision:draft_transfer", WRITERS, WRITERS, "单位限本单位和下级，监督人员限权限范围内的其他单位"),
    Door("supervision:transfer", READERS, NOBODY, "Transfer.visible_to"),
    Door("supervision:edit_transfer", WRITERS, WRITERS, "Transfer.visible_to，且由本单位拟制"),
    Door("supervision:take_transfer", STEPS, STEPS, "Transfer.visible_to，逐步限定"),
    Door("supervision:transfer_paper", READERS, NOBODY, "Transfer.visible_to"),
)
