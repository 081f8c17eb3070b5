"""Addresses of draws; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.draws import public, views

app_name = "draws"
urlpatterns = [
    path("", views.index, name="list"),
    path("<int:number>/", views.draw, name="draw"),
    path("<int:number>/seal/", views.seal, name="seal"),
    path("<int:number>/reveal/", views.reveal, name="reveal"),
    path("<int:number>/draw/", views.draw_lots, name="lots"),
    path("<int:number>/redraw/", views.redraw, name="redraw"),
    path("<int:number>/publish/", views.publish, name="publish"),
    path("<int:number>/commitment.json", views.commitment, name="commitment"),
    path("<int:number>/bundle.json", views.bundle, name="bundle"),
    path("public/", public.listing, name="public"),
    path("public/<int:number>/", public.record, name="record"),
    path("public/<int:number>/commitment.json", public.commitment, name="public_commitment"),
    path("public/<int:number>/bundle.json", public.bundle, name="public_bundle"),
    path("verify/", public.verify, name="verify"),
    path("verify.html", public.alone, name="alone"),
    path("verify.py", public.script, name="script"),
    path("format.md", public.form, name="format"),
]
