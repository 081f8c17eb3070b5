"""Addresses of draws; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.draws import views

app_name = "draws"
urlpatterns = [
    path("", views.index, name="list"),
    path("<int:number>/", views.draw, name="draw"),
    path("<int:number>/seal/", views.seal, name="seal"),
    path("<int:number>/reveal/", views.reveal, name="reveal"),
    path("<int:number>/draw/", views.draw_lots, name="lots"),
    path("<int:number>/redraw/", views.redraw, name="redraw"),
    path("<int:number>/commitment.json", views.commitment, name="commitment"),
    path("<int:number>/bundle.json", views.bundle, name="bundle"),
    path("verify.py", views.script, name="script"),
]
