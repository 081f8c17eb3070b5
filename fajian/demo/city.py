"""The authorities of the invented city of 安澜: agencies, officers, certificates, and what they publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from fajian.demo.books import Books
from fajian.demo.clauses import clauses
from fajian.demo.identities import CITY, DISTRICTS, person_name, uscc_number


@dataclass(frozen=True, slots=True)
class Post:
    """Where there is an agency: region, field, its name after the region, and its short form in document numbers."""

    region_code: str
    region: str
    domain: str
    noun: str
    short: str


# (region's place in DISTRICTS or None for the city, domain, name after the region, short form)
_AGENCIES = (
    (None, "urban", "城市管理局", "安城管"), (0, "urban", "城市管理局", "临城管"), (1, "urban", "城市管理局", "望城管"),
    (None, "market", "市场监督管理局", "安市监"), (0, "market", "市场监督管理局", "临市监"),
    (2, "market", "市场监督管理局", "青市监"), (3, "market", "市场监督管理局", "石市监"),
    (None, "transport", "交通运输局", "安交运"), (2, "transport", "交通运输局", "青交运"),
    (None, "ecology", "生态环境局", "安环"), (None, "emergency", "应急管理局", "安应急"),
    (None, "agriculture", "农业农村局", "安农"), (3, "agriculture", "农业农村局", "石农"),
    (None, "health", "卫生健康委员会", "安卫"), (None, "culture", "文化和旅游局", "安文旅"),
)  # fmt: skip
_ENFORCERS, _ASSISTANTS = 7, 1
INSPECTED = ("日常经营行为检查", "安全与制度落实情况检查", "台账与资质检查")
PERMITTED = ("经营许可", "场所设置许可")
_SHEETS = (
    "time_adjustments", "reviews_and_suits", "accountability", "act_officers", "publications", "payments", "recordings",
    "file_archives", "certificates", "trainings", "power_items", "disclosures", "penalty_bases", "seized_items",
)  # fmt: skip
_PUBLISHED = (
    ("subject", "执法主体名录"), ("officers", "执法人员名录"), ("duty", "执法职责"), ("authority", "执法权限"),
    ("basis", "执法依据"), ("procedure", "执法程序"), ("remedy", "救济渠道"), ("spot_check_list", "随机抽查事项清单"),
    ("flowchart", "行政执法流程图"), ("complaint_channel", "投诉举报渠道"),
    ("legal_review_list", "重大执法决定法制审核目录"),
)  # fmt: skip

# Never handed in who acted.
_SILENT = "石农"
# One flaw each of what an agency itself has to do, by short form.
_FLAWS = {
    "临市监": "PUB-PRE", "青交运": "PUB-ANNUAL", "望城管": "LEG-LIST", "临城管": "FIN-REVGROWTH", "安卫": "OFF-TRAIN",
    "安文旅": "INS-RANDRATIO",
}  # fmt: skip


@dataclass
class Agency:
    """An agency and its people: `enforcers` hold good certificates, `uncertified` has none, `lapsed` an expired one."""

    agency_id: str
    name: str
    short: str
    domain: str
    region_code: str
    region: str
    account: str
    delivers_officers: bool = True
    flaw: str = ""
    enforcers: list[str] = field(default_factory=list)
    reviewer: str = ""
    uncertified: str = ""
    lapsed: str = ""
    lapsed_certificate: str = ""
    lapsed_on: date = date.max

    @property
    def is_city(self) -> bool:
        return self.region_code == CITY[0]

    def covers(self, region_code: str) -> bool:
        return self.is_city or region_code == self.region_code

    def columns(self) -> dict[str, object]:
        """The columns every act has about its agency."""
        return {"agency_id": self.agency_id, "agency_name": self.name, "domain": self.domain}

    def item_code(self, letters: str, index: int) -> str:
        return f"{letters}{self.domain[:2].upper()}{index + 1:03d}"


def posts() -> list[Post]:
    """The agencies of the demo."""
    return [
        Post(*(CITY if place is None else DISTRICTS[place]), domain, noun, short)
        for place, domain, noun, short in _AGENCIES
    ]


def build(books: Books, chance: Random, wanted: Sequence[Post]) -> list[Agency]:
    """The agencies with every register about them; the flaws of the demo go by the short form (_FLAWS, _SILENT)."""
    agencies = []
    for post in wanted:
        number, name = uscc_number(chance, "11", post.region_code), f"{post.region}{post.noun}"
        account = f"4118{chance.randrange(10**11):011d}"
        agency = Agency(number, name, post.short, post.domain, post.region_code, post.region, account)
        agency.delivers_officers = post.short != _SILENT
        agency.flaw = _FLAWS.get(post.short, "")
        agencies.append(agency)
        _agency(books, agency)
        _people(books, chance, agency)
        _powers(books, agency)
        _published(books, chance, agency)
        _months(books, chance, agency)
    books.add("inspection_limits", limit_id=books.number("inspection_limits", "X"), kind="calm", from_day=1, to_day=5,
              region_code=DISTRICTS[0][0], valid_from_on=date(2025, 1, 1))  # fmt: skip
    return agencies


def _agency(books: Books, agency: Agency) -> None:
    books.add(
        "agencies",
        agency_id=agency.agency_id,
        name=agency.name,
        level="city" if agency.is_city else "county",
        region_code=agency.region_code,
        domain=agency.domain,
        nature="organ",
        confirmed_from_on=date(2017, 3, 1),
        designated_accounts=agency.account,
        officer_count=_ENFORCERS + 2,
        reviewer_count=1,
    )
    year = books.as_of.year
    for sheet in _SHEETS:
        if sheet == "act_officers" and not agency.delivers_officers:
            continue
        books.add("deliveries", agency_id=agency.agency_id, sheet=sheet, covers_from_on=date(year - 9, 1, 1),
                  covers_to_on=date(year, 12, 31), delivered_on=books.as_of)  # fmt: skip
    for capped in range(year - 3, year + 1):
        for risk, cap in (("low", 1), ("medium", 2), ("high", 4)):
            books.add("inspection_limits", limit_id=books.number("inspection_limits", "X"), kind="cap", cap=cap,
                      agency_id=agency.agency_id, year=capped, risk=risk, valid_from_on=date(capped, 1, 1),
                      valid_to_on=date(capped, 12, 31))  # fmt: skip


def _people(books: Books, chance: Random, agency: Agency) -> None:
    as_of = books.as_of
    for _ in range(_ENFORCERS):
        agency.enforcers.append(_officer(books, chance, agency, "enforcer"))
    agency.reviewer = _officer(books, chance, agency, "reviewer")
    agency.uncertified = _officer(books, chance, agency, "enforcer", certified=False)
    for _ in range(_ASSISTANTS):
        _officer(books, chance, agency, "assistant", certified=False)
    if agency.is_city:
        agency.lapsed_on = as_of - timedelta(days=chance.randrange(200, 500))
        agency.lapsed = _officer(books, chance, agency, "enforcer", certified=False)
        agency.lapsed_certificate = _certificate(
            books, agency, agency.lapsed, agency.lapsed_on - timedelta(days=5 * 365), agency.lapsed_on
        )
        books.plant(agency.lapsed_certificate, "OFF-ANNUAL")


def _officer(books: Books, chance: Random, agency: Agency, kind: str, *, certified: bool = True) -> str:
    year = books.as_of.year
    officer_id = books.number("officers", "R")
    reviews = kind == "reviewer"
    books.add(
        "officers",
        officer_id=officer_id,
        agency_id=agency.agency_id,
        name=person_name(chance),
        staff_kind=kind,
        is_police=False,
        is_frontline=kind == "enforcer",
        joined_on=date(year - chance.randrange(5, 12), chance.randrange(1, 13), 1),
        first_reviewed_on=date(year - 4, 2, 1) if reviews else None,
        bar_certificate_no=f"A{year - 6}4118{chance.randrange(10**6):06d}" if reviews else None,
        bar_certified_on=date(year - 6, 3, 1) if reviews else None,
    )
    if certified:
        _certificate(books, agency, officer_id, date(year - 4, 1, 1), date(year + 1, 12, 31))
    if kind == "enforcer":
        is_untrained = agency.flaw == "OFF-TRAIN" and not certified
        if is_untrained:
            books.plant(officer_id, "OFF-TRAIN")
        for month, training, hours in ((3, "law", 20), (6, "skill", 24), (10, "general", 20)):
            if is_untrained and month > 3:
                continue
            books.add("trainings", training_id=books.number("trainings", "K"), officer_id=officer_id,
                      agency_id=agency.agency_id, year=year - 1, held_on=date(year - 1, month, 15), kind=training,
                      hours=hours, score=chance.randrange(65, 99))  # fmt: skip
    return officer_id


def _certificate(books: Books, agency: Agency, officer_id: str, from_on: date, to_on: date) -> str:
    number = f"豫R18{len(books.rows.get('certificates', ())) + 1:08d}"
    books.add("certificates", certificate_id=number, officer_id=officer_id, agency_id=agency.agency_id,
              region_code=agency.region_code, domains=(agency.domain,), valid_from_on=from_on, valid_to_on=to_on,
              status="active", reviewed_year=min(to_on.year, books.as_of.year - 1))  # fmt: skip
    return number


def _powers(books: Books, agency: Agency) -> None:
    used_on = books.as_of - timedelta(days=30)
    names = {clause.code: clause.name for clause in clauses() if clause.domain == agency.domain}
    items: list[tuple[str, str, str, bool | None]] = [("penalty", code, name, True) for code, name in names.items()]
    items += [("inspection", agency.item_code("JC", i), name, None) for i, name in enumerate(INSPECTED)]
    items += [("licence", agency.item_code("XK", i), name, None) for i, name in enumerate(PERMITTED)]
    for kind, code, name, has_discretion in items:
        books.add("power_items", power_item_id=books.number("power_items", "Q"), agency_id=agency.agency_id, kind=kind,
                  code=code, name=name, has_discretion=has_discretion, published_on=date(2019, 6, 1),
                  valid_from_on=date(2019, 6, 1), last_used_on=used_on,
                  is_permit_listed=True if kind == "licence" else None)  # fmt: skip


def _published(books: Books, chance: Random, agency: Agency) -> None:
    for kind, title in _PUBLISHED:
        if agency.flaw == "PUB-PRE" and kind == "flowchart":
            books.plant(agency.agency_id, "PUB-PRE")
            continue
        is_incomplete = agency.flaw == "LEG-LIST" and kind == "legal_review_list"
        if is_incomplete:
            books.plant(agency.agency_id, "LEG-LIST")
        books.add("disclosures", disclosure_id=books.number("disclosures", "G"), agency_id=agency.agency_id, kind=kind,
                  title=f"{agency.name}{title}", published_on=date(2019, 3, 20),
                  is_complete=not is_incomplete)  # fmt: skip
    for year in range(books.as_of.year - 4, books.as_of.year):
        published_on = date(year + 1, 1, chance.randrange(5, 29))
        if agency.flaw == "PUB-ANNUAL" and year == books.as_of.year - 2:
            published_on = date(year + 1, 3, 20)
            books.plant(f"{agency.agency_id}|{year}", "PUB-ANNUAL")
        books.add("disclosures", disclosure_id=books.number("disclosures", "G"), agency_id=agency.agency_id,
                  kind="annual_report", title=f"{agency.name}{year}年度行政执法统计年报", year=year,
                  published_on=published_on, is_complete=True)  # fmt: skip


def _months(books: Books, chance: Random, agency: Agency) -> None:
    """Money of the last three calendar years, even but for a little noise; one agency's grew by half a year ago."""
    level = chance.randrange(60, 160) * 1000
    for year in range(books.as_of.year - 2, books.as_of.year + 1):
        if agency.flaw == "FIN-REVGROWTH" and year == books.as_of.year - 1:
            level = level * 3 // 2
            books.plant(f"{agency.agency_id}|{year}", "FIN-REVGROWTH")
        for month in range(1, 13):
            if (year, month) >= (books.as_of.year, books.as_of.month):
                continue
            books.add("agency_months", agency_id=agency.agency_id, month_on=date(year, month, 1),
                      revenue_yuan=Decimal(level + chance.randrange(-5000, 5000)),
                      penalty_count=chance.randrange(28, 33), largest_case_yuan=Decimal(level // 8),
                      appropriation_yuan=Decimal(200000))  # fmt: skip
