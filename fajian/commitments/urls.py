"""Addresses; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.commitments.views import applications, credit, items

app_name = "commitments"
urlpatterns = [
    path("", items.listing, name="items"),
    path("export.xlsx", items.export, name="export"),
    path("new/", items.new, name="new"),
    path("<int:number>/", items.item, name="item"),
    path("<int:number>/take/<slug:name>/", items.take, name="take"),
    path("<int:number>/watcher/", items.watcher, name="watcher"),
    path("applications/", applications.listing, name="applications"),
    path("applications/new/", applications.new, name="receive"),
    path("applications/<int:number>/", applications.application, name="application"),
    path("applications/<int:number>/promise.docx", applications.paper, name="paper"),
    path("applications/<int:number>/take/<slug:name>/", applications.take, name="take_application"),
    path("applications/<int:number>/attach/", applications.attach, name="attach"),
    path("applications/files/<int:number>/", applications.file, name="file"),
    path("checks/<int:number>/take/<slug:name>/", applications.check, name="take_check"),
    path("disposals/<int:number>/take/<slug:name>/", applications.decision, name="take_disposal"),
    path("credit/", credit.listing, name="events"),
    path("credit/new/", credit.new, name="record_event"),
    path("credit/push/", credit.push, name="push"),
    path("credit/answers/", credit.answers, name="answers"),
    path("credit/export.<slug:kind>", credit.export, name="credit_export"),
    path("credit/<int:number>/", credit.event, name="event"),
    path("credit/<int:number>/revoke/", credit.revoke, name="revoke_event"),
    path("credit/<int:number>/ask/", credit.ask, name="ask"),
    path("credit/requests/<int:number>/take/<slug:name>/", credit.answer, name="take_request"),
    path("public/promises/", applications.promises, name="promises"),
    path("public/promises/<int:number>/promise.docx", applications.public_paper, name="public_paper"),
    path("public/", items.catalogue, name="catalogue"),
    path("public/<int:number>/", items.guide, name="guide"),
    path("public/<int:number>/guide.docx", items.guide_paper, name="guide_paper"),
    path("public/<int:number>/form.docx", items.blank_form, name="blank_form"),
]
