"""人员与证件."""

from __future__ import annotations

from fajian.web.policy.doors import NOBODY, PUBLIC, READERS, UNIT, WRITERS, Door

DOORS: tuple[Door, ...] = (
    #    url name               GET      POST     scope
    Door("people:officers", READERS, NOBODY, "Officer.visible_to"),
    Door("people:export", READERS, NOBODY, "Officer.visible_to"),
    Door("people:template", WRITERS, NOBODY, "没有数据"),
    Door("people:upload", WRITERS, WRITERS, "权限范围内的单位"),
    Door("people:new", WRITERS, WRITERS, "权限范围内的单位"),
    Door("people:officer", READERS, NOBODY, "Officer.visible_to"),
    Door("people:edit", WRITERS, WRITERS, "Officer.visible_to"),
    Door("people:leave", WRITERS, WRITERS, "Officer.visible_to"),
    Door("people:apply", WRITERS, WRITERS, "Officer.visible_to"),
    Door("people:rosters", READERS, NOBODY, "Roster.visible_to"),
    Door("people:confirm", UNIT, UNIT, "本单位"),
    Door("people:certificates", READERS, NOBODY, "Certificate.visible_to"),
    Door("people:certificate", READERS, NOBODY, "Certificate.visible_to"),
    Door("people:picture", READERS, NOBODY, "Certificate.visible_to"),
    Door("people:take", WRITERS, WRITERS, "Certificate.visible_to；步骤按流程表，申请人不能自己核准"),
    Door("people:verify", PUBLIC, NOBODY, "知道二维码的人；只有证号、单位、类别、有效期"),
)
