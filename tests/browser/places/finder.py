"""A place: a door of the policy, and somebody of the city who may go there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from tests.browser.site import Site

# Answered with something else than a page: a file, JSON, or another address.
FILES = frozenset({
    "ledgers:dossier",
    "alive", "ready", "ledgers:export_all", "ledgers:export", "ledgers:export_file", "ledgers:proof", "ledgers:picture",
    "ledgers:export_layout", "ledgers:merge", "ledgers:export_sweep", "ledgers:analysis_paper",
    "records:faults", "records:template", "screening:file", "campaigns:plan_file", "campaigns:plan_yaml_file",
    "campaigns:attachment", "records:quality_file",
    "ledgers:fix_document",
    "campaigns:proof", "campaigns:content", "campaigns:draft_file", "campaigns:draft_proof", "reporting:draft",
    "reporting:snapshot_file", "reporting:template", "campaigns:note_file", "campaigns:tasks_export",
    "campaigns:filing_file", "campaigns:distribution_export", "campaigns:contacts_export",
    "campaigns:activities_export", "campaigns:activity_file", "campaigns:channel_picture",
    "campaigns:look_back_export", "campaigns:look_back_file", "campaigns:past_proof", "campaigns:spot_file",
    "draws:commitment", "draws:bundle", "draws:script", "draws:public_commitment", "draws:public_bundle", "draws:alone",
    "draws:format", "reporting:pack_file", "reporting:blank", "reporting:blanks",
    "ledgers:thumbnail", "ledgers:first_page", "ledgers:issued", "ledgers:handed_back", "ledgers:outcome",
    "supervision:accountability_table", "supervision:transfer_paper", "supervision:circular_paper",
    "reporting:baseline_file", "reporting:themes_file",
    "reporting:performance_file", "reporting:yearly_file", "reporting:yearly_report_file",
    "reporting:appraisal_file", "supervision:inquiry", "ledgers:listing_paper",
    "supervision:measure_report",
    "supervision:measure_file", "supervision:paper", "supervision:reply_file", "supervision:layout",
    "registers:export", "registers:file", "registers:equipment_file",
    "commitments:export", "commitments:file", "commitments:guide_paper", "commitments:blank_form",
    "portal:file",
    "portal:blank_card", "portal:card_table", "portal:card_paper", "portal:point_code",
    "inspections:visit_paper", "inspections:visit_code", "inspections:visit_file",
    "portal:survey_table", "portal:contact_table", "portal:table",
    "inspections:targets_blank", "inspections:directory_export", "inspections:joint_export",
    "commitments:paper", "commitments:public_paper", "commitments:credit_export",
    "people:export", "people:strength_export", "people:template", "people:picture",
    "people:hours_export", "people:exam_export",
    "people:blank_bank",
    "publicity:file", "publicity:report", "publicity:data_file", "publicity:sums", "publicity:public_file",
    "publicity:law_file", "publicity:code",
    "review:file", "review:circular", "review:notice", "review:paper", "review:sheet_file",
})  # fmt: skip
# Pages that need a password, which nobody in the demo has, or a second factor.
PERSONAL = frozenset({
    "account_change_password", "account_reauthenticate", "mfa_reauthenticate", "mfa_deactivate_totp", "mfa_index",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """`username` "" = nobody is logged in."""

    route: str
    username: str
    path: str


@dataclass
class Finder:
    """Looks up rows that make each page show something."""

    site: Site
    found: list[Place] = field(default_factory=list)

    def add(self, username: str, route: str, *blanks: Any, query: str = "", **words: Any) -> None:
        """A place."""
        path = reverse(route, args=blanks, kwargs=words or None) + (f"?{query}" if query else "")
        self.found.append(Place(route, username, path))

    def entry(self, state: str, unit: str = "安澜市城市管理局", more: str = "") -> int:
        """An entry whose problem is in this state; of the unit, if it has one, else anybody's."""
        found: int = self.site.one(
            "SELECT r.entry_id FROM ledgers_rectification r JOIN orgs_unit u ON u.id = r.unit_id "
            f"WHERE r.state = ? AND r.struck_out = 0 {more} ORDER BY u.name <> ?, r.entry_id",
            state, unit,
        )  # fmt: skip
        return found

    def clerk(self, entry: int) -> str:
        """Who fills in at the entry's unit."""
        return str(
            self.site.one(
                "SELECT w.username FROM ledgers_entry e JOIN orgs_user w ON w.unit_id = e.unit_id "
                "WHERE e.id = ? AND w.role = 'clerk'",
                entry,
            )
        )
