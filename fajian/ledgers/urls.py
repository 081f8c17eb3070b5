"""Addresses of the ledgers; a row's number stands for its rectification too."""

from __future__ import annotations

from django.urls import path

from fajian.ledgers.views import categories, entries, examination, layouts, lists, own, pairings, saved_views, steps

app_name = "ledgers"

urlpatterns = [
    path("", lists.ledgers, name="list"),
    path("open/", lists.open_ledger, name="open"),
    path("problems/", lists.problems, name="problems"),
    path("problems/export/", lists.export_all, name="export_all"),
    path("categories/", categories.statistics, name="categories"),
    path("views/", saved_views.saved_views, name="saved_views"),
    path("views/keep/", saved_views.keep_view, name="keep_view"),
    path("views/<int:number>/change/", saved_views.change_view, name="change_view"),
    path("views/<int:number>/remove/", saved_views.remove_view, name="remove_view"),
    path("exports/<int:number>/", lists.export_file, name="export_file"),
    path("review/", steps.review, name="review"),
    path("pairings/", pairings.pairings, name="pairings"),
    path("pairings/<int:number>/", pairings.pairing, name="pairing"),
    path("lasting/", pairings.shares, name="lasting"),
    path("lasting/closings/", pairings.closings, name="closings"),
    path("repeats/", pairings.repeats, name="repeats"),
    path("repeats/<int:number>/", pairings.repeated, name="repeated"),
    path("examination/", examination.examination, name="examination"),
    path("examination/run/", examination.examine, name="examine"),
    path("examination/<int:number>/", examination.judge, name="judge"),
    path("forms/", own.own_forms, name="forms"),
    path("forms/new/", own.new_form, name="new_form"),
    path("forms/<int:number>/", own.own_form, name="form"),
    path("forms/<int:number>/edit/", own.edit_form, name="edit_form"),
    path("forms/<int:number>/release/", own.release_form, name="release_form"),
    path("forms/<int:number>/drop/", own.drop_form, name="drop_form"),
    path("forms/<int:number>/revise/", own.revise_form, name="revise_form"),
    path("forms/<int:number>/renew/", own.renew, name="renew"),
    path("layouts/", layouts.layouts, name="layouts"),
    path("layouts/new/", layouts.new_layout, name="new_layout"),
    path("layouts/<int:number>/", layouts.layout, name="layout"),
    path("layouts/<int:number>/drop/", layouts.drop_layout, name="drop_layout"),
    path("layouts/<int:number>/export/", layouts.export_layout, name="export_layout"),
    path("<int:number>/", lists.ledger, name="ledger"),
    path("<int:number>/export/", lists.export_one, name="export"),
    path("<int:number>/record/", entries.record, name="record"),
    path("entries/<int:number>/", entries.entry, name="entry"),
    path("entries/<int:number>/edit/", entries.edit, name="edit"),
    path("entries/<int:number>/correct/", entries.correct, name="correct"),
    path("entries/<int:number>/strike/", entries.strike, name="strike"),
    path("entries/<int:number>/classify/", categories.classify, name="classify"),
    path("entries/<int:number>/accept/", steps.accept, name="accept"),
    path("entries/<int:number>/prove/", steps.prove, name="prove"),
    path("entries/<int:number>/submit/", steps.submit, name="submit"),
    path("entries/<int:number>/return/", steps.return_, name="return_"),
    path("entries/<int:number>/close/", steps.close, name="close"),
    path("entries/<int:number>/reopen/", steps.reopen, name="reopen"),
    path("proofs/<int:number>/", steps.proof_file, name="proof"),
    path("proofs/<int:number>/picture/", steps.picture, name="picture"),
    path("proofs/<int:number>/take-back/", steps.take_back, name="take_back"),
]
