"""Addresses; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.portal.views import handling, public, receipts

app_name = "portal"
urlpatterns = [
    path("", public.front, name="front"),
    path("large/", public.large, name="large"),
    path("complain/", public.complain, name="complain"),
    path("follow/", receipts.follow, name="follow"),
    path("verify/", receipts.verify, name="verify"),
    path("complaints/", handling.listing, name="list"),
    path("complaints/import/", handling.brought, name="import"),
    path("complaints/repeats/", handling.repeats, name="repeats"),
    path("complaints/<int:number>/", handling.complaint, name="complaint"),
    path("complaints/<int:number>/take/<slug:name>/", handling.take, name="take"),
    path("complaints/<int:number>/ask/", handling.ask, name="ask"),
    path("complaints/<int:number>/enter/", handling.enter, name="enter"),
    path("complaints/<int:number>/opening/", handling.ask_opening, name="ask_opening"),
    path("openings/<int:number>/<slug:name>/", handling.answer_opening, name="answer_opening"),
    path("openings/<int:number>/", handling.sealed, name="sealed"),
    path("files/<int:number>/", handling.file, name="file"),
]
