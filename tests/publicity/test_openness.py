"""事前公开 begun from the registers, 曝光, 普法, 内部公开, 政策解读: who is told, who may read, what leads where."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from fajian.core import files
from fajian.core.commands import System
from fajian.core.errors import Refused
from fajian.core.models import Notice
from fajian.core.notify import inbox
from fajian.inspections import actions as inspections
from fajian.inspections.models import Item
from fajian.publicity import actions, beforehand
from fajian.publicity.cleaning import cleaned
from fajian.publicity.models import Publication
from fajian.publicity.preview import preview
from fajian.registers import actions as registers
from fajian.web.home import todos
from tests.publicity.conftest import Browser, People, Units, approved, prepared, queries, submitted
from tests.registers.conftest import DATA as REGISTERED

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
EXPOSURE = {
    "about": "道路运输检查站违规收费", "exposed": "安澜市城市管理局", "result": "已责令退还",
    "media": "安澜电视台", "keeper": "新闻部主任高小敏", "aired_on": "2026-11-20",
}  # fmt: skip
NOTICE = {"checked": "自查发现12个问题", "rectified": "已整改10个", "channel": "12345"}
POLICY = {"index_no": "AL001-2026-0012", "doc_no": "安政发〔2026〕12号", "issuer": "安澜市人民政府",
          "issued_on": "2026-10-14", "validity": "有效", "text": "全文"}  # fmt: skip


def text(response: Any) -> str:
    return str(response.content.decode())


def entered(people: People, units: Units, *kinds: str) -> None:
    """Into the unit's registers."""
    for kind in kinds:
        given = registers.Given(f"城管局{kind}", REGISTERED[kind])
        received = []
        if kind == "flowchart":
            picture = io.BytesIO()
            Image.new("RGB", (60, 40), "white").save(picture, "PNG")
            received = [files.receive(SimpleUploadedFile("图.png", picture.getvalue()))]
        registers.register(by=people["clerk"], kind=kind, unit=units["agency"], given=given, received=received)


@pytest.mark.mechanisms("S004-05")
def test_what_is_published_beforehand_is_begun_from_the_registers_and_is_to_be_updated_when_they_change(
    people: People, units: Units, browser: Browser
) -> None:
    entered(people, units, "item", "duty", "flowchart", "body")  # the body fails its check: it is not published
    client = browser(people["clerk"])
    page = text(client.get(reverse("publicity:before")))
    assert page.count("没有") >= 8
    assert any("事前公开" in todo.label and "八项中有8项" in todo.hint for todo in todos(people["clerk"]))
    form = text(client.get(reverse("publicity:new", args=["items"])))
    for held in (
        "二中队，占道经营的处罚",
        "行政处罚：城管局item",
        "立案、调查、审核、告知、决定",
        "《行政复议法》第九条",
    ):
        assert held in form, held
    assert "城管局body" not in form
    begun = {name.removeprefix("c_"): words for name, words in beforehand.begun(units["agency"]).items()}
    typed = {"subject": "城管局", "officers": "见名录", "remedy": "12345", "spot_check_list": "没有抽查事项"}
    data = typed | begun | {"changed_on": TODAY.isoformat()}
    row = approved(people, prepared(people, units, "items", actions.Given("城管局事前公开", data)))
    line = beforehand.lines([units["agency"]])[0]
    assert line.whole
    assert not any("事前公开" in todo.label for todo in todos(people["clerk"]))
    public = text(Client().get(reverse("publicity:record", args=[row.pk])))
    assert all(column.label in public for column in beforehand.contents())
    entered(people, units, "standard")  # cited among the bases
    line = beforehand.lines([units["agency"]])[0]
    changed = [one.label for one, state in zip(beforehand.contents(), line.states, strict=True) if state == "changed"]
    assert changed == ["执法依据"]
    assert any("事前公开" in todo.label and "八项中有1项" in todo.hint for todo in todos(people["clerk"]))
    form = text(client.get(reverse("publicity:take", args=[row.pk, "correct"])))
    assert "城管局standard（裁量权基准）" in form
    held = {name.removeprefix("c_"): words for name, words in beforehand.begun(units["agency"], row).items()}
    more = {"given": actions.Given(row.title, row.data | held), "reason": "清单变动"}
    row = actions.correct(by=people["clerk"], publication=row, seen=row.version, **more)
    assert beforehand.lines([units["agency"]])[0].draft == row
    dropped = actions.drop(by=people["chief"], publication=row, seen=row.version, reason="再核对")
    assert beforehand.lines([units["agency"]])[0].behind == 1  # nobody agreed: it is still to be done
    row = actions.correct(by=people["clerk"], publication=dropped, seen=dropped.version, **more)
    digest = preview(row)[1]
    actions.approve_correction(by=people["chief"], publication=row, seen=row.version, digest=digest)
    assert beforehand.lines([units["agency"]])[0].whole
    office = browser(people["supervisor"])
    cost = queries(office, reverse("publicity:before"))
    assert cost < 16
    assert "城市管理局" not in text(browser(people["stranger"]).get(reverse("publicity:before")))


def test_items_of_inspection_that_are_published_stand_in_the_list_of_spot_checks(people: People, units: Units) -> None:
    guide = dict.fromkeys(Item.GUIDE, "按规定")
    given = {
        "title": "户外广告检查",
        "subject": "市容",
        "basis": "《城市市容和环境卫生管理条例》",
        "remote": False,
        **guide,
    }
    item = inspections.enter_item(by=people["clerk"], unit=units["agency"], given=given)
    assert "c_spot_check_list" not in beforehand.begun(units["agency"])
    where: dict[str, Any] = {"published_on": TODAY, "published_where": "门户网站"}
    inspections.publish_item(by=people["clerk"], item=item, seen=item.version, **where)
    assert "户外广告检查" in beforehand.begun(units["agency"])["c_spot_check_list"]


@pytest.mark.mechanisms("S002-31")
def test_an_exposure_names_its_keeper_is_approved_by_the_office_and_announced_to_it(
    people: People, units: Units, browser: Browser
) -> None:
    with pytest.raises(Refused, match="媒体专人"):
        prepared(people, units, "exposure", actions.Given("曝光台", {**EXPOSURE, "keeper": ""}))
    row = prepared(people, units, "exposure", actions.Given("曝光台第一期", EXPOSURE))
    row = submitted(people, row)
    for name in ("supervisor", "colleague"):
        assert "公示待审核：曝光台第一期" in [one.text for one in inbox(people[name])]
    assert not Notice.objects.filter(to__in=[people["chief"], people["county_supervisor"]]).exists()
    with pytest.raises(Refused, match="须由监督机关批准"):
        actions.approve(by=people["chief"], publication=row, seen=row.version, digest=preview(row)[1])
    row = actions.approve(by=people["supervisor"], publication=row, seen=row.version, digest=preview(row)[1])
    assert "已公开曝光：曝光台第一期" in [one.text for one in inbox(people["colleague"])]
    page = text(Client().get(reverse("publicity:public"), {"kind": "exposure"}))
    assert "曝光台第一期" in page
    record = text(Client().get(reverse("publicity:record", args=[row.pk])))
    assert "违规收费" in record
    assert "高小敏" not in record  # who keeps it is on record, not on the air
    assert "媒体专人" not in record
    assert "填了而不公开的：媒体专人" in text(browser(people["supervisor"]).get(row.get_absolute_url()))


@pytest.mark.mechanisms("S003-39")
def test_what_is_public_among_units_only_is_read_by_these_and_by_nobody_else(
    people: People, units: Units, browser: Browser
) -> None:
    rows = {
        name: approved(
            people, prepared(people, units, "notice", actions.Given(f"{name}情况", NOTICE | {"range": name}))
        )
        for name in ("向社会公开", "本级各单位", "本单位")
    }
    readers = {"clerk": {"本级各单位", "本单位"}, "stranger": {"本级各单位"}, "county_clerk": {"本级各单位"}}
    for who, wanted in readers.items():
        client = browser(people[who])
        page = text(client.get(reverse("publicity:inside")))
        assert {name for name in rows if f"{name}情况" in page} == wanted, who
        for name, row in rows.items():
            status = client.get(reverse("publicity:inside_record", args=[row.pk])).status_code
            assert status == (200 if name in wanted else 404), (who, name)
    stranger, addresses = Client(), ("record", "code")
    for name, row in rows.items():
        for address in addresses:
            status = stranger.get(reverse(f"publicity:{address}", args=[row.pk])).status_code
            assert status == (200 if name == "向社会公开" else 404)
    listed = text(stranger.get(reverse("publicity:public"))) + text(
        stranger.get(reverse("publicity:data_file", args=["notice", "json"]))
    )
    assert "向社会公开情况" in listed
    assert "本单位情况" not in listed
    assert "本级各单位情况" not in listed
    row = rows["本单位"]
    wider = actions.Given(row.title, NOTICE | {"range": "向社会公开"})
    with pytest.raises(Refused, match="公开范围不能用更正来改"):
        actions.correct(by=people["clerk"], publication=row, seen=row.version, given=wider, reason="扩大")


@pytest.mark.mechanisms("S003-10")
def test_the_year_of_a_unit_shows_its_list_activities_and_cases_and_what_it_owes(
    people: People, units: Units, browser: Browser
) -> None:
    client, year = browser(people["supervisor"]), TODAY.year
    page = text(client.get(reverse("publicity:law")))
    assert "普法责任清单" in page.split("<tbody>")[1]
    duty = {
        "year": f"{year}年",
        "laws": "《行政处罚法》",
        "audience": "商户",
        "measures": "每季度一次",
        "office": "法规科",
    }
    activity = {"held_on": f"{year}-03-05", "form": "宣讲", "audience": "商户60人", "text": "讲解"}
    old = activity | {"held_on": f"{year - 1}-03-05"}
    case = {"facts": "占道经营", "handling": "警告", "meaning": "提示"}
    for kind, title, data in (
        ("law_list", "普法责任清单", duty), ("law_publicity", "进集市", activity), ("law_publicity", "去年的", old),
        ("typical_case", "占道案", case),
    ):  # fmt: skip
        approved(people, prepared(people, units, kind, actions.Given(title, data)))
    prepared(people, units, "law_publicity", actions.Given("没有公开的", activity))
    cells = text(client.get(reverse("publicity:law"))).split("安澜市城市管理局</th>")[1].split("</tr>")[0]
    assert [cells.count(f">{count}</td>") for count in (1, 0)] == [3, 1]
    assert "普法活动" not in cells.split('data-label="缺什么"')[1]
    assert client.get(reverse("publicity:law"), {"year": "x"}).status_code == 200
    earlier = text(client.get(reverse("publicity:law"), {"year": str(year - 1)}))
    assert "普法责任清单" in earlier.split("安澜市城市管理局</th>")[1].split("</tr>")[0].split('data-label="缺什么"')[1]
    book = client.get(reverse("publicity:law_file", args=[year]))
    with zipfile.ZipFile(io.BytesIO(book.content)) as archive:
        words = archive.read("xl/sharedStrings.xml").decode()
    assert "进集市" in words
    assert "商户60人" in words
    assert "去年的" not in words
    assert "没有公开的" not in words


@pytest.mark.mechanisms("S004-70")
def test_an_interpretation_and_its_document_lead_to_each_other_until_one_is_taken_back(
    people: People, units: Units
) -> None:
    policy = approved(people, prepared(people, units, "policy", actions.Given("户外广告管理办法", POLICY)))
    said = {"form": "视频解读", "of": "户外广告管理办法", "text": "三分钟看懂", "link": "https://example.org/v/1"}
    hidden = prepared(people, units, "policy", actions.Given("没有公开的", POLICY))
    with pytest.raises(Refused, match="没有公开"):
        prepared(people, units, "interpretation", actions.Given("视频", said, about=hidden.pk))
    row = prepared(people, units, "interpretation", actions.Given("一图看懂", said, about=policy.pk))
    row = approved(people, row)
    first, second = (reverse("publicity:record", args=[one.pk]) for one in (policy, row))
    stranger = Client()
    document, reading = text(stranger.get(first)), text(stranger.get(second))
    assert second in document
    assert "一图看懂" in document
    assert first in reading
    assert "https://example.org/v/1" in reading
    code = stranger.get(reverse("publicity:code", args=[policy.pk]))
    assert code["Content-Type"] == "image/svg+xml"
    assert b"<svg" in code.content
    assert reverse("publicity:code", args=[policy.pk]) in document
    what: dict[str, Any] = {"ground": "mistaken", "reason": "文件有误", "changed_on": TODAY}
    actions.withdraw(by=people["clerk"], publication=policy, seen=policy.version, **what)
    reading = text(stranger.get(second))
    assert "所解读的文件已不再公开" in reading
    assert first not in reading


# ── attachments ──────────────────────────────────────────────────────────────────────────────────────────────────────


def picture_with_place() -> bytes:
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010E], exif[0x013B] = "拍摄说明", "王金丝"
    exif.get_ifd(0x8825)[2] = (30.0, 15.0, 1.0)
    Image.new("RGB", (300, 200), "red").save(made, "JPEG", exif=exif)
    return made.getvalue()


def document(*, tracked: bool = False, comments: bool = False) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        change = '<w:ins w:author="王金丝"><w:r/></w:ins>' if tracked else ""
        out.writestr("[Content_Types].xml", "<Types/>")
        out.writestr("word/document.xml", f'<w:document><w:p w:rsidR="00A1">{change}格式文书</w:p></w:document>')
        out.writestr("docProps/core.xml", "<c><creator>王金丝</creator></c>")
        out.writestr("docProps/app.xml", "<a><Company>王金丝公司</Company></a>")
        out.writestr("word/media/image1.jpeg", picture_with_place())
        if comments:
            out.writestr("word/comments.xml", "<c>王金丝的批注</c>")
    return made.getvalue()


def bytes_of(name: str, content: bytes) -> bytes:
    kept = cleaned(files.receive(SimpleUploadedFile(name, content)))
    return files.path_of(kept.digest).read_bytes()


def test_what_an_attachment_says_of_its_maker_does_not_go_out(people: People, units: Units, browser: Browser) -> None:
    out = bytes_of("图.jpg", picture_with_place())
    assert len(Image.open(io.BytesIO(out)).getexif()) == 0
    out = bytes_of("文书.docx", document())
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        assert "格式文书".encode() in archive.read("word/document.xml")
        assert {part.date_time[0] for part in archive.infolist()} == {1980}
        inner = Image.open(io.BytesIO(archive.read("word/media/image1.jpeg")))
        assert len(inner.getexif()) == 0
    assert "王金丝".encode() not in everything
    assert b"rsidR" not in everything
    for given, said in ((document(tracked=True), "修订"), (document(comments=True), "批注")):
        with pytest.raises(Refused, match=said):
            bytes_of("文书.docx", given)
    with pytest.raises(Refused, match="不能公开"):
        bytes_of("数据.txt", "王金丝".encode())
    sent: dict[str, Any] = {
        "unit": units["agency"].pk, "title": "办事指南", "c_matter": "占道审批", "c_text": "条件", "c_places": "大厅",
        "uploads": SimpleUploadedFile("表.docx", document(tracked=True)),
    }  # fmt: skip
    client, new = browser(people["clerk"]), reverse("publicity:new", args=["guide"])
    refused = client.post(new, sent)
    assert refused.status_code == 422
    assert "没有接受的修订" in text(refused)
    assert client.post(new, sent | {"uploads": SimpleUploadedFile("表.docx", document())}).status_code == 302
    row = approved(people, Publication.objects.get(kind="guide"))
    got = Client().get(reverse("publicity:public_file", args=[row.files.get().pk]))
    assert b"rsidR" not in b"".join(got.streaming_content)


def test_the_nearest_office_is_told_and_the_system_announces_to_all_of_it(people: People, units: Units) -> None:
    """An exposure of the county's office goes to the county's supervisors."""
    row = actions.prepare(
        by=System("测试"), kind="exposure", unit=units["county_agency"], given=actions.Given("县曝光台", EXPOSURE)
    )
    actions.submit(by=System("测试"), publication=row, seen=row.version, secrecy="已审查")
    told = Notice.objects.filter(text__contains="县曝光台").values_list("to__username", flat=True)
    assert list(told) == ["county_supervisor"]
