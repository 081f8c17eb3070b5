"""Addresses of the registers; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.registers.views import registrations

app_name = "registers"
urlpatterns = [
    path("", registrations.index, name="index"),
    path("<int:number>/", registrations.registration, name="registration"),
    path("<int:number>/take/<slug:name>/", registrations.take, name="take"),
    path("<int:number>/reckon/", registrations.reckoned, name="reckon"),
    path("files/<int:number>/", registrations.file, name="file"),
    path("of/<slug:kind>/", registrations.listing, name="list"),
    path("of/<slug:kind>/new/", registrations.new, name="new"),
    path("of/<slug:kind>/export.xlsx", registrations.export, name="export"),
]
