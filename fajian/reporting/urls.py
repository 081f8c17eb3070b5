"""Addresses of reports; each name has its line in web/policy.py."""

from __future__ import annotations

from django.urls import path

from fajian.reporting.views import documents, figures

app_name = "reporting"
urlpatterns = [
    path("<int:number>/", figures.campaign, name="campaign"),
    path("<int:number>/rows/<slug:measure>/", figures.rows, name="rows"),
    path("<int:number>/drafts/<slug:kind>/", documents.draft, name="draft"),
]
