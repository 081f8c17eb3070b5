"""Addresses of publicity; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.publicity.views import desk, exchange, opendata, overviews, public, verify

app_name = "publicity"
urlpatterns = [
    path("", desk.listing, name="list"),
    path("new/", desk.choose, name="choose"),
    path("new/<slug:kind>/", desk.new, name="new"),
    path("<int:number>/", desk.publication, name="publication"),
    path("<int:number>/take/<slug:name>/", desk.take, name="take"),
    path("<int:number>/places/", desk.place, name="place"),
    path("places/<int:number>/down/", desk.take_down, name="take_down"),
    path("files/<int:number>/", desk.file, name="file"),
    path("report/<slug:kind>.<slug:form>", exchange.report, name="report"),
    path("returned/", exchange.take_returned, name="returned"),
    path("before/", overviews.before, name="before"),
    path("annual/", overviews.annual, name="annual"),
    path("law/", overviews.law, name="law"),
    path("law/<int:number>.xlsx", overviews.law_file, name="law_file"),
    path("inside/", overviews.inside, name="inside"),
    path("inside/<int:number>/", overviews.inside_record, name="inside_record"),
    path("verify/", verify.verify, name="verify"),
    path("public/data/", opendata.index, name="data"),
    path("public/data/SHA256SUMS", opendata.sums, name="sums"),
    path("public/data/<slug:kind>.<slug:form>", opendata.file, name="data_file"),
    path("public/", public.listing, name="public"),
    path("public/<int:number>/", public.record, name="record"),
    path("public/<int:number>/code.svg", public.code, name="code"),
    path("public/files/<int:number>/", public.file, name="public_file"),
]
