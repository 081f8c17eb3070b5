"""Every address of the application."""

from __future__ import annotations

from django.urls import path

from fajian.web import health

urlpatterns = [
    path("livez", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
]
