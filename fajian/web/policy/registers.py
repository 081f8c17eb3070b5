"""登记清单."""

from __future__ import annotations

from fajian.web.policy.doors import NOBODY, READERS, WRITERS, Door

DOORS: tuple[Door, ...] = (
    #    url name                GET      POST     scope
    Door("registers:index", READERS, NOBODY, "Registration.visible_to"),
    Door("registers:list", READERS, NOBODY, "Registration.visible_to"),
    Door("registers:export", READERS, NOBODY, "Registration.visible_to"),
    Door("registers:new", WRITERS, WRITERS, "权限范围内的单位"),
    Door("registers:registration", READERS, NOBODY, "Registration.visible_to"),
    Door("registers:take", WRITERS, WRITERS, "Registration.visible_to；核定须另一人"),
    Door("registers:reckon", READERS, NOBODY, "Registration.visible_to；不保存"),
    Door("registers:file", READERS, NOBODY, "Registration.visible_to；音像资料除外"),
    Door("registers:open", READERS, READERS, "Registration.visible_to；须写查阅事由"),
    Door("registers:equipment", READERS, NOBODY, "Registration.visible_to；Officer.visible_to"),
    Door("registers:equipment_file", READERS, NOBODY, "Registration.visible_to；Officer.visible_to"),
    Door("registers:editions", READERS, NOBODY, "Registration.visible_to"),
)
