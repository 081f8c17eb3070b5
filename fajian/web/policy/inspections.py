"""涉企检查."""

from __future__ import annotations

from fajian.web.policy.doors import NOBODY, OVERSEERS, READERS, SUPERVISORS, WRITERS, Door

DOORS: tuple[Door, ...] = (
    #    url name                     GET      POST     scope
    Door("inspections:plans", READERS, NOBODY, "Plan.visible_to"),
    Door("inspections:plan_new", WRITERS, WRITERS, "权限范围内的单位"),
    Door("inspections:plan", READERS, NOBODY, "Plan.visible_to"),
    Door("inspections:plan_take", WRITERS, WRITERS, "Plan.visible_to；批准须单位领导，抽取、备案须监督机关"),
    Door("inspections:plan_leave_out", WRITERS, WRITERS, "PlanTarget.visible_to"),
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
