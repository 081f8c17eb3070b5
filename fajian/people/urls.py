"""Addresses of people and their certificates; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.people.views import certificates, exams, officers, trainings

app_name = "people"
urlpatterns = [
    path("", officers.listing, name="officers"),
    path("export.xlsx", officers.export, name="export"),
    path("blank.xlsx", officers.template, name="template"),
    path("upload/", officers.upload, name="upload"),
    path("new/", officers.new, name="new"),
    path("<int:number>/", officers.officer, name="officer"),
    path("<int:number>/edit/", officers.edit, name="edit"),
    path("<int:number>/leave/", officers.leave, name="leave"),
    path("<int:number>/apply/", certificates.apply, name="apply"),
    path("strength/", officers.strength_page, name="strength"),
    path("strength/export.xlsx", officers.strength_export, name="strength_export"),
    path("rosters/", officers.rosters, name="rosters"),
    path("rosters/confirm/", officers.confirm, name="confirm"),
    path("certificates/", certificates.listing, name="certificates"),
    path("certificates/<int:number>/", certificates.certificate, name="certificate"),
    path("certificates/<int:number>/code.svg", certificates.picture, name="picture"),
    path("certificates/<int:number>/<slug:name>/", certificates.take, name="take"),
    path("trainings/", trainings.listing, name="trainings"),
    path("trainings/new/", trainings.hold, name="hold"),
    path("trainings/<int:number>/", trainings.training, name="training"),
    path("trainings/<int:number>/attend/", trainings.attend, name="attend"),
    path("trainings/<int:number>/strike/", trainings.strike, name="strike_training"),
    path("hours/", trainings.check, name="hours"),
    path("hours/export.xlsx", trainings.export, name="hours_export"),
    path("questions/", exams.bank, name="questions"),
    path("questions/shipped/", exams.take_shipped, name="take_shipped"),
    path("questions/upload/", exams.upload, name="take_questions"),
    path("questions/blank.xlsx", exams.blank, name="blank_bank"),
    path("questions/<int:number>/strike/", exams.strike_question, name="strike_question"),
    path("exams/", exams.listing, name="exams"),
    path("exams/new/", exams.new, name="set_exam"),
    path("exams/<int:number>/", exams.exam, name="exam"),
    path("exams/<int:number>/export.xlsx", exams.export, name="exam_export"),
    path("exams/<int:number>/sit/", exams.sit, name="sit"),
    path("mine/", exams.mine, name="mine"),
    path("mine/<int:number>/", exams.sitting, name="sitting"),
    path("verify/<slug:code>/", certificates.verify, name="verify"),
]
