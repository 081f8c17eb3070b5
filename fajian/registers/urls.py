"""Addresses of the registers; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.registers.views import overviews, registrations

app_name = "registers"
urlpatterns = [
    path("", registrations.index, name="index"),
    path("<int:number>/", registrations.registration, name="registration"),
    path("<int:number>/take/<slug:name>/", registrations.take, name="take"),
    path("<int:number>/reckon/", registrations.reckoned, name="reckon"),
    path("equipment/", overviews.devices, name="equipment"),
    path("equipment/export.xlsx", overviews.devices_file, name="equipment_file"),
    path("files/<int:number>/", registrations.file, name="file"),
    path("files/<int:number>/open/", registrations.open_file, name="open"),
    path("of/<slug:kind>/", registrations.listing, name="list"),
    path("of/<slug:kind>/editions/", overviews.editions, name="editions"),
    path("of/<slug:kind>/new/", registrations.new, name="new"),
    path("of/<slug:kind>/export.xlsx", registrations.export, name="export"),
]
