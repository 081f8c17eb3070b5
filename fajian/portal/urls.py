"""Addresses; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.portal.views import answering, at_point, handling, points, public, receipts, surveys

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
    path("rate/", answering.enter_code, name="enter_code"),
    path("rate/<slug:code>/", answering.answer, name="answer"),
    path("ratings/", surveys.ratings, name="ratings"),
    path("ratings/code/", surveys.visit_code, name="visit_code"),
    path("ratings/<int:number>/", surveys.of_unit, name="survey_result"),
    path("surveys/", surveys.listing, name="surveys"),
    path("surveys/new/", surveys.new, name="new_survey"),
    path("surveys/panel/", surveys.panel, name="panel"),
    path("surveys/panel/new/", surveys.appoint, name="appoint"),
    path("surveys/panel/<int:number>/end/", surveys.dismiss, name="dismiss"),
    path("surveys/<int:number>/", surveys.survey, name="survey"),
    path("surveys/<int:number>/codes/", surveys.issue, name="issue_ballots"),
    path("surveys/<int:number>/void/", surveys.void, name="void_ballots"),
    path("surveys/<int:number>/freeze/", surveys.freeze, name="freeze_survey"),
    path("surveys/<int:number>/export.xlsx", surveys.table, name="survey_table"),
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
