"""Addresses of the pages on runs and findings; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.screening.views import counting, findings, judging, runs

app_name = "screening"
urlpatterns = [
    path("", findings.findings, name="findings"),
    path("findings.<slug:form>", findings.file, name="file"),
    path("<int:number>/", findings.finding, name="finding"),
    path("count/", counting.count, name="count"),
    path("judge/", judging.judge, name="judge"),
    path("<int:number>/assign/", findings.assign, name="assign"),
    path("<int:number>/explain/", findings.explain, name="explain"),
    path("<int:number>/admit/", findings.admit, name="admit"),
    path("<int:number>/return/", findings.return_, name="return_"),
    path("<int:number>/dismiss/", findings.dismiss, name="dismiss"),
    path("<int:number>/exempt/", findings.exempt, name="exempt"),
    path("<int:number>/confirm/", findings.confirm, name="confirm"),
    path("runs/", runs.runs, name="runs"),
    path("runs/new/", runs.ask, name="ask"),
    path("runs/<int:number>/", runs.run, name="run"),
    path("runs/<int:number>/repeat/", runs.repeat, name="repeat"),
]
