"""What a draft says is what is handed in, received and counted."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.actions import of_campaign
from fajian.campaigns.models import Campaign, Duty
from fajian.core.errors import Refused
from fajian.core.files import path_of, receive
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Ledger
from fajian.orgs.models import Unit, User
from fajian.reporting import figures
from fajian.reporting.measures import Span, quarter_of
from tests.campaigns.conftest import CANARY, Browser, checked, handed_in, sample
from tests.reporting.conftest import problem_ledger

pytestmark = pytest.mark.django_db
People = dict[str, User]


@pytest.mark.mechanisms("S001-69")
def test_the_quarters_findings_and_progress_are_handed_in_with_the_quarterly_duty(
    busy: Campaign, people: People, browser: Browser
) -> None:
    by = people["county_clerk"]
    plain = problem_ledger(busy, people["county_supervisor"])
    ledgers.record(by=people["county_supervisor"], ledger=plain, rows=[ledgers.NewEntry(f"问题{n}") for n in range(2)])
    client = browser(people["county_supervisor"])
    answer = client.get(reverse("reporting:draft", args=[busy.pk, "quarterly"]))
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(answer.content)).paragraphs)
    today = timezone.localdate()
    span = Span(*quarter_of(today), today)
    total = figures.read(busy, people["county_supervisor"], span).total
    assert (total["problems"], total["new"], total["closed"]) == (2, 2, 0)
    assert f"{span.words}，" in text
    assert "新发现问题2个" in text
    assert "累计销号0个" in text
    assert CANARY not in text
    duty = Duty.objects.filter(campaign=busy, what__contains="季度", unit=plain.unit).earliest("number")
    paper = receive(SimpleUploadedFile("季度进度.docx", answer.content))
    actions.hand_in(by=by, duty=duty, seen=duty.version, text="问题发现情况和整改进度", received=paper)
    duty.refresh_from_db()
    duty = actions.receive(by=people["supervisor"], duty=duty, seen=duty.version)
    kept = duty.returns.get()
    assert (duty.state, kept.answer) == ("received", "received")
    assert kept.file is not None
    assert path_of(kept.file.digest).read_bytes() == answer.content


@pytest.mark.mechanisms("S003-44")
def test_the_summary_goes_with_the_sheet_of_numbers_approved_by_the_units_head(
    people: People, units: dict[str, Unit], browser: Browser
) -> None:
    told = "将专项整治工作总结和《专项整治情况统计表》（附件4），由单位主要负责人签字并加盖公章后报送市司法局"
    text = sample().replace("将专项整治工作总结报送市司法局", told).replace(
        "3.整改销号台账", "3.整改销号台账\n4.专项整治情况统计表"
    )  # fmt: skip
    plan = checked(people, text)
    joining = [units["agency"], units["other"]]
    campaign = actions.launch(by=people["supervisor"], document=plan, seen=plan.version, units=joining)
    own = Ledger.objects.filter(of_campaign(campaign), unit=units["agency"])
    sheet = own.get(annex="附件4")
    assert (sheet.spec_code, sheet.has_problems) == ("statistics", False)
    row = ledgers.NewEntry("职责履行", data={"found": 7, "closed": 5, "signed_by": "甲"})
    ledgers.record(by=people["clerk"], ledger=sheet, rows=[row])
    duty = Duty.objects.get(campaign=campaign, unit=units["agency"], what__contains="总结")
    assert (duty.annexes, duty.approval) == ("附件4", "leader")
    summary = browser(people["clerk"]).get(reverse("reporting:draft", args=[campaign.pk, "final"])).content
    paper = receive(SimpleUploadedFile("总结.docx", summary))
    actions.save_draft(by=people["clerk"], duty=duty, seen=duty.version, text="总结和统计表", received=paper)
    with pytest.raises(Refused, match="审定"):
        actions.hand_in(by=people["clerk"], duty=duty, seen=duty.version)
    handed = handed_in(people, duty, "总结和统计表", received=paper)
    kept = handed.returns.get()
    assert kept.approved_by == people["chief"]
    (book,) = kept.content.told["ledgers"]
    assert (book["annex"], book["title"]) == ("附件4", "专项整治情况统计表")
    cells = book["rows"][0]["cells"]
    assert (cells["aspect"], cells["found"], cells["closed"]) == ("职责履行", "7", "5")
    blank = browser(people["clerk"]).get(reverse("reporting:blank", args=[campaign.pk, sheet.pk])).content
    printed = str([cell.value for line in openpyxl.load_workbook(io.BytesIO(blank)).worksheets[0] for cell in line])
    assert "填报单位(盖章)：安澜市城市管理局" in printed
    assert "审定领导" in printed
