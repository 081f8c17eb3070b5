"""涉企检查."""

from __future__ import annotations

from fajian.web.policy.doors import (
    DOMAIN,
    NOBODY,
    OFFICER,
    OVERSEERS,
    PUBLIC,
    READERS,
    SUPERVISORS,
    UNIT,
    WRITERS,
    Door,
)

ON_SITE = WRITERS | {OFFICER}

DOORS: tuple[Door, ...] = (
    #    url name                     GET      POST     scope
    Door("inspections:plans", READERS, NOBODY, "Plan.visible_to"),
    Door("inspections:plan_new", WRITERS, WRITERS, "权限范围内的单位"),
    Door("inspections:plan", READERS, NOBODY, "Plan.visible_to"),
    Door("inspections:plan_take", WRITERS, WRITERS, "Plan.visible_to；批准须单位领导，抽取、备案须监督机关"),
    Door("inspections:plan_leave_out", WRITERS, WRITERS, "PlanTarget.visible_to"),
    Door("inspections:plan_officers", SUPERVISORS, SUPERVISORS, "Plan.visible_to"),
    Door("inspections:visit_open", UNIT, UNIT, "PlanTarget.visible_to"),
    Door("inspections:visits", DOMAIN, NOBODY, "Visit.reachable：执法人员只看派自己去的"),
    Door("inspections:visit_new", UNIT, UNIT, "本单位"),
    Door("inspections:visit", DOMAIN, NOBODY, "Visit.reachable"),
    Door("inspections:visit_take", ON_SITE, ON_SITE, "Visit.reachable；批准、回避、公示须单位领导，现场由派去的人员"),
    Door("inspections:visit_paper", DOMAIN, NOBODY, "Visit.reachable"),
    Door("inspections:visit_code", DOMAIN, NOBODY, "Visit.reachable"),
    Door("inspections:visit_file", DOMAIN, NOBODY, "Visit.reachable"),
    Door("inspections:notice", PUBLIC, NOBODY, "知道二维码的人；检查单位、事项、证号、告知后的结果"),
    Door("inspections:results", PUBLIC, NOBODY, "Visit.public：审核公示的结果"),
    Door("inspections:joints", OVERSEERS, NOBODY, "Joint.visible_to"),
    Door("inspections:joint_new", SUPERVISORS, SUPERVISORS, "权限范围内的单位"),
    Door("inspections:joint", OVERSEERS, NOBODY, "Joint.visible_to"),
    Door("inspections:joint_take", SUPERVISORS, SUPERVISORS, "Joint.visible_to"),
    Door("inspections:joint_export", OVERSEERS, NOBODY, "Joint.visible_to"),
    Door("inspections:items", READERS, NOBODY, "Item.visible_to"),
    Door("inspections:item_new", WRITERS, WRITERS, "权限范围内的单位"),
    Door("inspections:item", READERS, NOBODY, "Item.visible_to"),
    Door("inspections:item_take", WRITERS, WRITERS, "Item.visible_to"),
    Door("inspections:bounds", READERS, NOBODY, "Bound.visible_to"),
    Door("inspections:bound_new", WRITERS, WRITERS, "权限范围内的单位"),
    Door("inspections:bound_strike", WRITERS, WRITERS, "Bound.visible_to"),
    Door("inspections:targets", READERS, NOBODY, "Target.visible_to"),
    Door("inspections:target_new", WRITERS, WRITERS, "权限范围内的单位"),
    Door("inspections:targets_import", WRITERS, WRITERS, "权限范围内的单位"),
    Door("inspections:targets_blank", READERS, NOBODY, "没有数据"),
    Door("inspections:target", READERS, NOBODY, "Target.visible_to"),
    Door("inspections:target_take", WRITERS, WRITERS, "Target.visible_to"),
    Door("inspections:directories", READERS, NOBODY, "Directory.visible_to"),
    Door("inspections:directory_make", WRITERS, WRITERS, "权限范围内的单位"),
    Door("inspections:directory_merge", SUPERVISORS, SUPERVISORS, "权限范围内的单位"),
    Door("inspections:directory", READERS, NOBODY, "Directory.visible_to"),
    Door("inspections:directory_take", WRITERS, WRITERS, "Directory.visible_to；备案由监督机关登记"),
    Door("inspections:directory_export", READERS, NOBODY, "Directory.visible_to"),
)
