"""Addresses of supervision; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.supervision.views import accountability, circulars, instruments, layouts, matters, measures, transfers

app_name = "supervision"
urlpatterns = [
    path("", matters.index, name="list"),
    path("new/", matters.new, name="new"),
    path("<int:number>/", matters.matter, name="matter"),
    path("<int:number>/inquiry/", matters.inquiry, name="inquiry"),
    path("<int:number>/take/<slug:name>/", matters.take, name="take"),
    path("<int:number>/draft/<slug:kind>/", instruments.draft, name="draft"),
    path("measures/", measures.index, name="measures"),
    path("measures/record/<slug:kind>/", measures.record, name="record_measure"),
    path("measures/<int:number>/", measures.measure, name="measure"),
    path("measures/<int:number>/strike/", measures.strike, name="strike_measure"),
    path("measures/<int:number>/list/", measures.list_found, name="list_measure"),
    path("measures/files/<int:number>/", measures.file, name="measure_file"),
    path("instruments/<int:number>/", instruments.instrument, name="instrument"),
    path("instruments/<int:number>/edit/", instruments.edit, name="edit_instrument"),
    path("instruments/<int:number>/take/<slug:name>/", instruments.take, name="take_instrument"),
    path("instruments/<int:number>/object/", instruments.object_, name="object"),
    path("instruments/<int:number>/paper/<slug:which>/", instruments.paper, name="paper"),
    path("objections/<int:number>/answer/", instruments.answer_objection, name="answer_objection"),
    path("replies/files/<int:number>/", instruments.reply_file, name="reply_file"),
    path("accountability/", accountability.index, name="accountabilities"),
    path("accountability/new/", accountability.new, name="new_accountability"),
    path("accountability/table/", accountability.table, name="accountability_table"),
    path("accountability/<int:number>/", accountability.accountability, name="accountability"),
    path("accountability/<int:number>/take/<slug:name>/", accountability.take, name="take_accountability"),
    path("accountability/<int:number>/responsible/", accountability.name_responsible, name="name_responsible"),
    path("responsible/<int:number>/strike/", accountability.strike_responsible, name="strike_responsible"),
    path("transfers/", transfers.index, name="transfers"),
    path("transfers/draft/<slug:kind>/", transfers.draft, name="draft_transfer"),
    path("transfers/<int:number>/", transfers.transfer, name="transfer"),
    path("transfers/<int:number>/edit/", transfers.edit, name="edit_transfer"),
    path("transfers/<int:number>/take/<slug:name>/", transfers.take, name="take_transfer"),
    path("transfers/<int:number>/paper/<slug:which>/", transfers.paper, name="transfer_paper"),
    path("circulars/", circulars.index, name="circulars"),
    path("circulars/new/", circulars.new, name="new_circular"),
    path("circulars/<int:number>/", circulars.circular, name="circular"),
    path("circulars/<int:number>/edit/", circulars.edit, name="edit_circular"),
    path("circulars/<int:number>/take/<slug:name>/", circulars.take, name="take_circular"),
    path("circulars/<int:number>/paper/", circulars.paper, name="circular_paper"),
    path("circulars/<int:number>/sign/", circulars.sign, name="sign_circular"),
    path("register/", instruments.register, name="register"),
    path("layouts/", layouts.index, name="layouts"),
    path("layouts/<slug:kind>/", layouts.layout, name="layout"),
    path("layouts/<slug:kind>/reset/", layouts.reset, name="reset_layout"),
]
