"""责任追究."""

from __future__ import annotations

from fajian.web.policy.doors import LEADER, NOBODY, READERS, WRITERS, Door

STEPS = WRITERS | {LEADER}
KEPT = "Accountability.visible_to，且由本单位办理"

DOORS: tuple[Door, ...] = (
    #    url name                               GET      POST     scope
    Door(
        "supervision:accountabilities",
        READERS,
        NOBODY,
        "Accountability.visible_to（别的机关办理的，决定以后单位才看到）",
    ),
    Door("supervision:new_accountability", WRITERS, WRITERS, "单位限本单位和下级，监督人员限权限范围内的其他单位"),
    Door("supervision:accountability_table", READERS, NOBODY, "Accountability.visible_to"),
    Door("supervision:accountability", READERS, NOBODY, "Accountability.visible_to；经过只给办理机关一侧"),
    Door("supervision:take_accountability", STEPS, STEPS, "Accountability.visible_to，逐步限定"),
    Door("supervision:name_responsible", WRITERS, WRITERS, KEPT),
    Door("supervision:strike_responsible", WRITERS, WRITERS, KEPT),
)
