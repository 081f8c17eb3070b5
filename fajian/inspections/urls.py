"""Addresses; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.inspections.views import directories, items, joints, plans, targets, visits

app_name = "inspections"
urlpatterns = [
    path("", plans.listing, name="plans"),
    path("new/", plans.new, name="plan_new"),
    path("<int:number>/", plans.plan, name="plan"),
    path("<int:number>/take/<slug:name>/", plans.take, name="plan_take"),
    path("leave-out/<int:number>/", plans.leave_out, name="plan_leave_out"),
    path("<int:number>/officers/", visits.draw_officers, name="plan_officers"),
    path("open/<int:number>/", visits.open_planned, name="visit_open"),
    path("visits/", visits.listing, name="visits"),
    path("visits/new/", visits.new, name="visit_new"),
    path("visits/<int:number>/", visits.visit, name="visit"),
    path("visits/<int:number>/take/<slug:name>/", visits.take, name="visit_take"),
    path("visits/<int:number>/notice.docx", visits.paper, name="visit_paper"),
    path("visits/<int:number>/code.svg", visits.picture, name="visit_code"),
    path("visits/files/<int:number>/", visits.file, name="visit_file"),
    path("notice/<slug:code>/", visits.notice, name="notice"),
    path("results/", visits.results, name="results"),
    path("joint/", joints.listing, name="joints"),
    path("joint/new/", joints.new, name="joint_new"),
    path("joint/<int:number>/", joints.joint, name="joint"),
    path("joint/<int:number>/take/<slug:name>/", joints.take, name="joint_take"),
    path("joint/<int:number>/export.xlsx", joints.export, name="joint_export"),
    path("items/", items.listing, name="items"),
    path("items/new/", items.new, name="item_new"),
    path("items/<int:number>/", items.item, name="item"),
    path("items/<int:number>/take/<slug:name>/", items.take, name="item_take"),
    path("bounds/", items.bounds, name="bounds"),
    path("bounds/new/", items.bound_new, name="bound_new"),
    path("bounds/<int:number>/strike/", items.bound_strike, name="bound_strike"),
    path("targets/", targets.listing, name="targets"),
    path("targets/new/", targets.new, name="target_new"),
    path("targets/import/", targets.take_in, name="targets_import"),
    path("targets/blank.xlsx", targets.blank, name="targets_blank"),
    path("targets/<int:number>/", targets.target, name="target"),
    path("targets/<int:number>/take/<slug:name>/", targets.take, name="target_take"),
    path("directories/", directories.listing, name="directories"),
    path("directories/make/", directories.make, name="directory_make"),
    path("directories/merge/", directories.merge, name="directory_merge"),
    path("directories/<int:number>/", directories.directory, name="directory"),
    path("directories/<int:number>/take/<slug:name>/", directories.take, name="directory_take"),
    path("directories/<int:number>/export.xlsx", directories.export, name="directory_export"),
]
