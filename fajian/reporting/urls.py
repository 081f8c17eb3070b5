"""Addresses of reports; each name has its line in web/policy."""

from __future__ import annotations

from django.urls import path

from fajian.reporting.views import (
    appraisal,
    baseline,
    cockpit,
    documents,
    figures,
    layouts,
    packs,
    performance,
    snapshots,
    themes,
    yearly,
)

app_name = "reporting"
urlpatterns = [
    path("<int:number>/", figures.campaign, name="campaign"),
    path("<int:number>/completeness/", figures.checked, name="completeness"),
    path("<int:number>/pack/", packs.ask, name="pack"),
    path("packs/<int:number>/", packs.download, name="pack_file"),
    path("<int:number>/ranking/", figures.ranked, name="ranking"),
    path("<int:number>/rows/<slug:measure>/", figures.rows, name="rows"),
    path("<int:number>/drafts/<slug:kind>/", documents.draft, name="draft"),
    path("<int:number>/blanks/", documents.all_blanks, name="blanks"),
    path("<int:number>/blanks/<int:ledger>/", documents.blank, name="blank"),
    path("<int:number>/declare/", snapshots.declare, name="declare"),
    path("<int:number>/freeze/", snapshots.freeze, name="freeze"),
    path("snapshots/<int:number>/", snapshots.snapshot, name="snapshot"),
    path("snapshots/<int:number>/file/", snapshots.snapshot_file, name="snapshot_file"),
    path("performance/", performance.table, name="performance"),
    path("performance/<int:office>/<slug:code>/", performance.rows, name="performance_rows"),
    path("performance/file/", performance.file, name="performance_file"),
    path("baseline/", baseline.table, name="baseline"),
    path("baseline/file/", baseline.file, name="baseline_file"),
    path("baseline/select/", baseline.select, name="baseline_select"),
    path("themes/", themes.table, name="themes"),
    path("themes/file/", themes.file, name="themes_file"),
    path("yearly/", yearly.table, name="yearly"),
    path("yearly/file/", yearly.file, name="yearly_file"),
    path("yearly/rows/", yearly.rows, name="yearly_rows"),
    path("yearly/submit/", yearly.submit, name="yearly_submit"),
    path("yearly/<int:number>/", yearly.report, name="yearly_report"),
    path("yearly/<int:number>/publish/", yearly.publish, name="yearly_publish"),
    path("yearly/<int:number>/file/", yearly.report_file, name="yearly_report_file"),
    path("cockpit/", cockpit.overview, name="cockpit"),
    path("cockpit/<slug:group>/<slug:code>/", cockpit.rows, name="cockpit_rows"),
    path("appraisal/", appraisal.table, name="appraisal"),
    path("appraisal/file/", appraisal.file, name="appraisal_file"),
    path("appraisal/<int:unit>/<slug:code>/", appraisal.rows, name="appraisal_rows"),
    path("burden/", cockpit.burden, name="burden"),
    path("verify/", snapshots.verify, name="verify"),
    path("<int:number>/templates/", layouts.templates, name="templates"),
    path("<int:number>/templates/<slug:kind>/", layouts.template, name="template"),
    path("<int:number>/templates/<slug:kind>/reset/", layouts.reset, name="reset"),
]
