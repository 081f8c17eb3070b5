"""Addresses of the pages on enforcement data; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.records import heading_views, quality_views, views

app_name = "records"
urlpatterns = [
    path("", views.batches, name="batches"),
    path("new/", views.hand_in, name="hand_in"),
    path("batches/<slug:code>/", views.batch, name="batch"),
    path("batches/<slug:code>/faults.<slug:form>", views.faults, name="faults"),
    path("batches/<slug:code>/withdraw/", views.withdraw, name="withdraw"),
    path("batches/<slug:code>/sheets/", heading_views.sheets, name="sheets"),
    path("batches/<slug:code>/sheets/<int:number>/", heading_views.map_headings, name="map_headings"),
    path("templates/<slug:kind>.xlsx", views.template, name="template"),
    path("quality/", quality_views.index, name="quality"),
    path("quality.<slug:form>", quality_views.file, name="quality_file"),
    path("columns/", views.columns, name="columns"),
    path("tables/", views.browse, name="browse"),
    path("tables/<slug:table>/", views.rows, name="rows"),
    path("tables/<slug:table>/<path:number>/", views.record, name="record"),
]
