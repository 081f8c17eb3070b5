"""涉企检查."""

from __future__ import annotations

from fajian.web.policy.doors import NOBODY, READERS, SUPERVISORS, WRITERS, Door

DOORS: tuple[Door, ...] = (
    #    url name                     GET      POST     scope
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
