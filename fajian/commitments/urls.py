"""Addresses; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.commitments.views import items

app_name = "commitments"
urlpatterns = [
    path("", items.listing, name="items"),
    path("export.xlsx", items.export, name="export"),
    path("new/", items.new, name="new"),
    path("<int:number>/", items.item, name="item"),
    path("<int:number>/take/<slug:name>/", items.take, name="take"),
    path("public/", items.catalogue, name="catalogue"),
    path("public/<int:number>/", items.guide, name="guide"),
    path("public/<int:number>/guide.docx", items.guide_paper, name="guide_paper"),
    path("public/<int:number>/form.docx", items.blank_form, name="blank_form"),
]
