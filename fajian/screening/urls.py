"""Addresses of the pages on runs and findings; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.screening import views

app_name = "screening"
urlpatterns = [
    path("", views.findings, name="findings"),
    path("findings.<slug:form>", views.file, name="file"),
    path("<int:number>/", views.finding, name="finding"),
    path("<int:number>/explain/", views.explain, name="explain"),
    path("<int:number>/admit/", views.admit, name="admit"),
    path("<int:number>/dismiss/", views.dismiss, name="dismiss"),
    path("<int:number>/confirm/", views.confirm, name="confirm"),
    path("runs/", views.runs, name="runs"),
    path("runs/new/", views.ask, name="ask"),
    path("runs/<int:number>/", views.run, name="run"),
]
