"""Addresses of plans, campaigns and duties; each name has its line in web/policy.py."""

from __future__ import annotations

from django.urls import path

from fajian.campaigns.views import campaigns, duties, launch, plans, returns, units, versions

app_name = "campaigns"
urlpatterns = [
    path("", campaigns.index, name="list"),
    path("<int:number>/", campaigns.campaign, name="campaign"),
    path("<int:number>/print/", campaigns.printed, name="print"),
    path("<int:number>/urge/", campaigns.urge, name="urge"),
    path("plans/new/", plans.take, name="new"),
    path("plans/<int:number>/", plans.plan, name="plan"),
    path("plans/<int:number>/file/", plans.original, name="plan_file"),
    path("plans/<int:number>/settle/", plans.settle, name="settle"),
    path("plans/<int:number>/settle-all/", plans.settle_all, name="settle_all"),
    path("plans/<int:number>/edit/", versions.header, name="edit_plan"),
    path("plans/<int:number>/edit/<slug:section>/", versions.add, name="add_element"),
    path("plans/<int:number>/edit/<slug:section>/<int:place>/", versions.element, name="edit_element"),
    path("plans/<int:number>/edit/<slug:section>/<int:place>/strike/", versions.strike, name="strike_element"),
    path("plans/<int:number>/edit/<slug:section>/<int:place>/restore/", versions.restore, name="restore_element"),
    path("plans/<int:number>/yaml/", versions.as_yaml, name="plan_yaml"),
    path("plans/<int:number>/yaml/file/", versions.yaml_file, name="plan_yaml_file"),
    path("plans/<int:number>/versions/", versions.versions, name="versions"),
    path("plans/<int:number>/units/", units.units, name="units"),
    path("plans/<int:number>/units/<int:alias>/strike/", units.strike, name="strike_alias"),
    path("plans/<int:number>/check/", plans.check, name="check"),
    path("plans/<int:number>/recheck/", plans.recheck, name="recheck"),
    path("plans/<int:number>/drop/", plans.drop, name="drop"),
    path("plans/<int:number>/launch/", launch.launch, name="launch"),
    path("duties/", duties.index, name="duties"),
    path("duties/<int:number>/", duties.duty, name="duty"),
    path("duties/<int:number>/save/", returns.save, name="save"),
    path("duties/<int:number>/submit/", returns.submit, name="submit"),
    path("duties/<int:number>/approve/", returns.approve, name="approve"),
    path("duties/<int:number>/send-back/", returns.send_back, name="send_back"),
    path("duties/<int:number>/hand-in/", returns.hand_in, name="hand_in"),
    path("duties/<int:number>/send/", returns.send, name="send"),
    path("duties/<int:number>/receive/", duties.receive, name="receive"),
    path("duties/<int:number>/return/", duties.return_, name="return_"),
    path("duties/<int:number>/lock/", duties.lock, name="lock"),
    path("duties/<int:number>/unlock/", duties.unlock, name="unlock"),
    path("duties/<int:number>/demand/", duties.demand, name="demand"),
    path("drafts/<int:number>/file/", returns.draft_file, name="draft_file"),
    path("drafts/<int:number>/proof/", returns.draft_proof, name="draft_proof"),
    path("returns/<int:number>/", returns.version, name="version"),
    path("returns/<int:number>/content/", returns.content, name="content"),
    path("returns/<int:number>/file/", returns.attachment, name="attachment"),
    path("returns/<int:number>/proof/", returns.proof, name="proof"),
]
