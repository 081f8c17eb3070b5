"""通报."""

from __future__ import annotations

from fajian.web.policy.doors import NOBODY, READERS, SUPERVISORS, UNIT, Door

DOORS: tuple[Door, ...] = (
    #    url name                            GET          POST         scope
    Door("supervision:circulars", READERS, NOBODY, "Circular.visible_to（单位只看到发给本单位的）"),
    Door("supervision:new_circular", SUPERVISORS, SUPERVISORS, "权限范围内的单位，不含本单位"),
    Door("supervision:circular", READERS, NOBODY, "Circular.visible_to；签收情况和经过只给监督机关一侧"),
    Door("supervision:edit_circular", SUPERVISORS, SUPERVISORS, "Circular.visible_to，且由本单位拟制"),
    Door("supervision:take_circular", SUPERVISORS, SUPERVISORS, "Circular.visible_to，且由本单位拟制"),
    Door("supervision:circular_paper", READERS, NOBODY, "Circular.visible_to"),
    Door("supervision:sign_circular", UNIT, UNIT, "CircularCopy.visible_to"),
)
