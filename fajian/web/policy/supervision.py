"""行政执法监督."""

from __future__ import annotations

from fajian.web.policy.doors import LEADER, NOBODY, OVERSEERS, READERS, SUPERVISORS, UNIT, Door

STEPS = SUPERVISORS | {LEADER} | UNIT

DOORS: tuple[Door, ...] = (
    #    url name                        GET        POST       scope
    Door("supervision:list", READERS, NOBODY, "Matter.visible_to（单位只看到已送达文书的）"),
    Door("supervision:new", SUPERVISORS, SUPERVISORS, "权限范围内的单位，不含本单位"),
    Door("supervision:matter", READERS, NOBODY, "Matter.visible_to；线索、内部措施、经过只给监督机关一侧"),
    Door("supervision:inquiry", OVERSEERS, NOBODY, "Matter.visible_to，且在监督机关一侧"),
    Door("supervision:take", SUPERVISORS, SUPERVISORS, "Matter.visible_to，且由本单位办理；提级的由上级监督机关"),
    Door("supervision:draft", SUPERVISORS, SUPERVISORS, "Matter.visible_to，且由本单位办理"),
    Door("supervision:measures", READERS, NOBODY, "Measure.visible_to（单位只看到公开进行的）"),
    Door("supervision:record_measure", SUPERVISORS, SUPERVISORS, "权限范围内的单位；监督事项须由本单位办理"),
    Door("supervision:measure", READERS, NOBODY, "Measure.visible_to"),
    Door("supervision:strike_measure", SUPERVISORS, SUPERVISORS, "Measure.visible_to，且由本单位登记"),
    Door("supervision:list_measure", SUPERVISORS, SUPERVISORS, "Measure.visible_to，且由本单位登记"),
    Door("supervision:draw_units", SUPERVISORS, SUPERVISORS, "权限范围内的单位"),
    Door("supervision:measure_report", READERS, NOBODY, "Measure.visible_to"),
    Door("supervision:measure_file", READERS, NOBODY, "Measure.visible_to"),
    Door("supervision:instrument", READERS, NOBODY, "Instrument.visible_to（单位只看到已送达的）"),
    Door("supervision:edit_instrument", SUPERVISORS, SUPERVISORS, "Instrument.visible_to，且由本单位办理"),
    Door("supervision:take_instrument", STEPS, STEPS, "Instrument.visible_to；监督人员限本单位办理的，领导限本级的"),
    Door("supervision:object", UNIT, UNIT, "Instrument.visible_to"),
    Door("supervision:paper", READERS, NOBODY, "Instrument.visible_to；草稿、送达回证只给监督机关一侧"),
    Door("supervision:answer_objection", SUPERVISORS, SUPERVISORS, "Instrument.visible_to，且由本单位办理"),
    Door("supervision:reply_file", READERS, NOBODY, "Instrument.visible_to"),
    Door("supervision:register", SUPERVISORS | {LEADER}, NOBODY, "本单位和上一级单位的文号"),
    Door("supervision:layouts", SUPERVISORS, SUPERVISORS, "本单位的样式"),
    Door("supervision:layout", SUPERVISORS, NOBODY, "本单位的样式"),
    Door("supervision:reset_layout", NOBODY, SUPERVISORS, "本单位的样式"),
)
