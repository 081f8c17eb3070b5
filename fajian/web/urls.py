"""Every address of the application; each name has its line in policy."""

from __future__ import annotations

from allauth.account import views as account_views
from allauth.mfa.base import views as factor_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from django.urls import include, path

from fajian.web import account, batch_rules, clock, health, home, inbox, laws, manual, outgoing, rule_packs, rules_pages

# By name, not include("allauth.urls"): signing up, mail addresses and password reset by mail do not exist here.
account_patterns = [
    path("account/", account.account, name="account"),
    path("account/login/", account_views.login, name="account_login"),
    path("account/logout/", account_views.logout, name="account_logout"),
    path("account/demo/", account.demo_login, name="demo_login"),
    path("account/inactive/", account_views.account_inactive, name="account_inactive"),
    path("account/password/", account.change_password, name="account_change_password"),
    path("account/reauthenticate/", account_views.reauthenticate, name="account_reauthenticate"),
    path("account/factor/", factor_views.index, name="mfa_index"),
    path("account/factor/authenticate/", factor_views.authenticate, name="mfa_authenticate"),
    path("account/factor/reauthenticate/", factor_views.reauthenticate, name="mfa_reauthenticate"),
    path("account/factor/totp/on/", totp_views.activate_totp, name="mfa_activate_totp"),
    path("account/factor/totp/off/", totp_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/factor/codes/", recovery_views.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/factor/codes/new/", recovery_views.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/factor/codes/file/", recovery_views.download_recovery_codes, name="mfa_download_recovery_codes"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("notices/", inbox.notices, name="notices"),
    path("jobs/", inbox.jobs, name="jobs"),
    path("jobs/<int:number>/", inbox.job, name="job"),
    path("outgoing/", outgoing.hooks, name="hooks"),
    path("outgoing/<int:number>/stop/", outgoing.stop_hook, name="stop_hook"),
    path("outgoing/sent/", outgoing.dispatches, name="dispatches"),
    path("outgoing/sent/<int:number>/again/", outgoing.resend, name="resend"),
    path("records/batches/<slug:code>/rules/", batch_rules.page, name="batch_rules"),
    path("rules/", rules_pages.index, name="rules"),
    path("rules/packs/", rule_packs.packs, name="packs"),
    path("rules/packs/new/", rule_packs.make, name="make_pack"),
    path("rules/packs/<int:number>/", rule_packs.pack, name="pack"),
    path("rules/packs/<int:number>/off/", rule_packs.put_off, name="put_off"),
    path("rules/packs/<int:number>/value/", rule_packs.set_value, name="set_value"),
    path("rules/packs/<int:number>/end/", rule_packs.end, name="end_pack"),
    path("rules/packs/lines/<int:number>/", rule_packs.take_back, name="take_back"),
    path("rules/<str:rule_id>/", rules_pages.detail, name="rule"),
    path("clock/", clock.clock, name="clock"),
    path("laws/", laws.laws, name="laws"),
    path("laws/check/", laws.check_citations, name="check_citations"),
    path("laws/of/<str:name>/", laws.law, name="law"),
    path("help/", manual.index, name="help_index"),
    path("help/<slug:name>/", manual.chapter, name="help"),
    path("campaigns/", include("fajian.campaigns.urls")),
    path("draws/", include("fajian.draws.urls")),
    path("ledgers/", include("fajian.ledgers.urls")),
    path("review/", include("fajian.review.urls")),
    path("reports/", include("fajian.reporting.urls")),
    path("records/", include("fajian.records.urls")),
    path("findings/", include("fajian.screening.urls")),
    path("commitments/", include("fajian.commitments.urls")),
    path("inspections/", include("fajian.inspections.urls")),
    path("people/", include("fajian.people.urls")),
    path("portal/", include("fajian.portal.urls")),
    path("publicity/", include("fajian.publicity.urls")),
    path("registers/", include("fajian.registers.urls")),
    path("supervision/", include("fajian.supervision.urls")),
    *account_patterns,
    path("livez", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
]

handler400 = "fajian.web.errors.bad_request"
handler403 = "fajian.web.errors.forbidden"
handler404 = "fajian.web.errors.not_found"
handler500 = "fajian.web.errors.broken"
