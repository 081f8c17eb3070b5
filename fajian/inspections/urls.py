"""Addresses; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.inspections.views import directories, targets

app_name = "inspections"
urlpatterns = [
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
