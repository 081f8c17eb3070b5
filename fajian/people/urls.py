"""Addresses of people and their certificates; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.people.views import certificates, officers

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
    path("rosters/", officers.rosters, name="rosters"),
    path("rosters/confirm/", officers.confirm, name="confirm"),
    path("certificates/", certificates.listing, name="certificates"),
    path("certificates/<int:number>/", certificates.certificate, name="certificate"),
    path("certificates/<int:number>/code.svg", certificates.picture, name="picture"),
    path("certificates/<int:number>/<slug:name>/", certificates.take, name="take"),
    path("verify/<slug:code>/", certificates.verify, name="verify"),
]
