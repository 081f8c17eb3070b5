"""Addresses; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.portal.views import at_point, handling, points, public, receipts

app_name = "portal"
urlpatterns = [
    path("", public.front, name="front"),
    path("large/", public.large, name="large"),
    path("complain/", public.complain, name="complain"),
    path("follow/", receipts.follow, name="follow"),
    path("verify/", receipts.verify, name="verify"),
    path("at/<slug:link>/", at_point.front, name="at_point"),
    path("at/<slug:link>/card/", at_point.fill_card, name="fill_card"),
    path("at/<slug:link>/card.docx", at_point.blank, name="blank_card"),
    path("at/<slug:link>/note/", at_point.note, name="note"),
    path("points/", points.listing, name="points"),
    path("points/new/", points.new, name="new_point"),
    path("points/<int:number>/", points.point, name="point"),
    path("points/<int:number>/code.svg", points.picture, name="point_code"),
    path("points/<int:number>/record/", points.record, name="record_point"),
    path("points/<int:number>/paper/", points.paper, name="paper_card"),
    path("points/<int:number>/relink/", points.relink, name="relink_point"),
    path("points/<int:number>/end/", points.end, name="end_point"),
    path("cards/", points.card_list, name="cards"),
    path("cards/export.xlsx", points.card_table, name="card_table"),
    path("cards/<int:number>/", points.card, name="card"),
    path("cards/<int:number>/card.docx", points.card_paper, name="card_paper"),
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
