"""The cells of the benchmark's acts as SQL over the row's number i: no state, no order, any part by itself."""
# ruff: noqa: E501 - SQL is laid out by clause

from __future__ import annotations

from datetime import date

import duckdb

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

# Share of the ordinary penalties, in thousandths, that break a rule or lack a cell; the number is the stream of chance.
_FLAWS = {
    "late_discovery": (101, 15), "past_90": (102, 25), "late_service": (103, 25), "one_officer": (104, 20),
    "no_certificate": (105, 15), "no_hearing_told": (106, 60), "no_review": (107, 60), "no_discussion": (108, 50),
    "late_publication": (109, 35), "not_published": (110, 15), "above_highest": (111, 60), "below_lowest": (112, 40),
    "top": (113, 80), "no_correction": (114, 30), "not_cited": (115, 30), "wrong_step": (116, 20),
    "bad_notice": (117, 15), "same_day": (118, 10), "no_defence_review": (119, 60), "outlier": (120, 15),
    "repeat": (121, 12), "annulled": (122, 10), "elsewhere": (123, 15), "shown_wrong": (124, 10),
    "late_file": (125, 25), "no_filed": (126, 20), "no_served": (127, 20), "no_norm": (128, 15),
    "no_code": (129, 15), "no_number": (130, 15), "no_found": (131, 30), "above_summary": (132, 250), "tied": (133, 5), "shown_number": (134, 5),
}  # fmt: skip


def lay(connection: duckdb.DuckDBPyConnection, *, penalties: int, seed: int, as_of: date) -> None:
    """The macros, the parties (four for ten cases, some much oftener) and the narrow relation `act`, one row per case.

    `act` holds what several tables need (days, flaws, keys); the wide columns are computed as they are written.
    """
    run = connection.execute
    run(f"CREATE TEMP MACRO chance(i, stream, n) AS (hash(i * 1000 + stream + {seed * 1_000_003}) % n)::BIGINT")
    run("CREATE TEMP MACRO weekday(d) AS d - greatest(isodow(d) - 5, 0)::INTEGER")
    count = max(10, penalties * 2 // 5)
    run(_party(count))
    run(_act(penalties, count, as_of))


def _party(count: int) -> str:
    digits = " || ".join(f"substr('{_ALPHABET}', 1 + (party // {31**k}) % 31, 1)" for k in range(7))
    total = " + ".join(
        f"{w} * (instr('{_ALPHABET}', substr(body, {k}, 1)) - 1)" for k, w in enumerate(_USCC_WEIGHTS, 1)
    )
    summed = " + ".join(f"{w} * substr(body, {k}, 1)::INTEGER" for k, w in enumerate(_ID_WEIGHTS, 1))
    # The inner digit of GB 11714 is not computed: no importer looks at it.
    return f"""
    CREATE TEMP TABLE party AS
    WITH drawn AS (
        SELECT i AS party, chance(i, 1, 38) AS district, chance(i, 2, 100) AS kind_at FROM range({count}) r(i)
    ), named AS (
        SELECT party, district, printf('4118%02d', district + 2) AS region_code,
            CASE WHEN kind_at < 50 THEN 'organisation' WHEN kind_at < 85 THEN 'sole_trader' ELSE 'person' END AS kind,
            DATE '1961-01-01' + chance(party, 3, 13000)::INTEGER AS born_on
        FROM drawn
    ), bodied AS (
        SELECT *, CASE kind
            WHEN 'person' THEN region_code || strftime(born_on, '%Y%m%d') || printf('%03d', party % 1000)
            ELSE CASE kind WHEN 'organisation' THEN '91' ELSE '92' END || region_code || 'M' || {digits} || (party % 10)::VARCHAR
        END AS body
        FROM named
    )
    SELECT party, district, region_code, kind, born_on,
        CASE WHEN kind <> 'person' THEN body || substr('{_ALPHABET}', 1 + ((31 - ({total}) % 31) % 31)::INTEGER, 1) END AS uscc,
        CASE WHEN kind = 'person' THEN body || substr('10X98765432', 1 + (({summed}) % 11)::INTEGER, 1) END AS id_no,
        '第' || (district + 1) || '区' || CASE kind WHEN 'organisation' THEN '昌盛' || party || '商贸有限公司'
            WHEN 'sole_trader' THEN '记' || party || '便利店' ELSE '居民' || party END AS name
    FROM bodied"""


def _act(penalties: int, parties: int, as_of: date) -> str:
    flaws = ", ".join(f"chance(i, {stream}, 1000) < {share} AS f_{name}" for name, (stream, share) in _FLAWS.items())
    return f"""
    CREATE TEMP TABLE act AS
    WITH rolled AS (
        SELECT i, {flaws}, chance(i, 10, 100) AS sort_at, chance(i, 11, 100) AS letter_at, chance(i, 12, 30) AS span
        FROM range({penalties}) r(i)
    ), twinned AS (  -- a repeat takes party, agency, clause, thing and act of the case before it
        SELECT *, CASE WHEN f_repeat AND i > 0 THEN i - 1 ELSE i END AS origin FROM rolled
    ), placed AS (
        SELECT *, weekday(DATE '{as_of}' - 150 - chance(origin, 13, 940)::INTEGER) AS first_decided,
            floor({parties} * pow(chance(origin, 14, 1000000) / 1000000.0, 1.6))::BIGINT AS party
        FROM twinned
    ), joined AS (
        SELECT p.*, a.* EXCLUDE (place), q.* EXCLUDE (party, region_code, name),
            q.name AS party_name, q.region_code AS party_region,
            weekday(first_decided + CASE WHEN origin < i THEN 50 + chance(i, 15, 60) ELSE 0 END::INTEGER) AS decided,
            CASE WHEN sort_at < 80 THEN 'ordinary' WHEN sort_at < 95 THEN 'summary' WHEN sort_at < 98 THEN 'spared' ELSE 'open' END AS drawn_sort,
            CASE WHEN sort_at BETWEEN 80 AND 94 OR letter_at < 30 THEN 'L' WHEN letter_at < 88 THEN 'M' ELSE 'H' END AS letter
        FROM placed p JOIN party q USING (party) JOIN agency a
            -- emergency, the last of a district's eight, has clauses for organisations only
            ON a.place = q.district * 8 + chance(origin, 16, CASE q.kind WHEN 'organisation' THEN 8 ELSE 7 END)
    ), graded AS (
        SELECT j.*, c.* EXCLUDE (domain, kind, place, letter),
            CASE WHEN drawn_sort = 'summary' AND NOT has_summary THEN 'ordinary' ELSE drawn_sort END AS sort
        FROM joined j
        JOIN clauses n ON n.domain = j.domain AND n.kind = j.kind
        JOIN clause c ON c.domain = j.domain AND c.kind = j.kind AND c.letter = j.letter
            AND c.place = chance(origin, 17, n.n)
    ), fined AS (
        SELECT *, CASE
            WHEN sort = 'summary' AND NOT f_above_summary THEN least(bottom, CASE kind WHEN 'organisation' THEN 3000 ELSE 200 END)
            WHEN f_above_highest AND letter = 'H' THEN top * 1.2
            WHEN f_below_lowest AND letter = 'L' AND bottom > 0 THEN bottom * 0.6
            WHEN f_top AND letter = 'H' THEN top
            WHEN f_outlier THEN low + (high - low) * 2.2
            ELSE low + (high - low) * chance(i, 18, 1000) / 1000.0
        END::DECIMAL(18,0)::DECIMAL(18,2) AS fine
        FROM graded
    ), needing AS (
        SELECT *, sort = 'ordinary' AS is_ordinary,
            sort = 'ordinary' AND (fine >= CASE kind WHEN 'organisation' THEN 50000 ELSE 5000 END
                * CASE domain WHEN 'market' THEN 2 ELSE 1 END OR list_contains(kinds, 'suspend_business')) AS is_heavy
        FROM fined
    )
    SELECT * EXCLUDE (first_decided, sort_at, letter_at), printf('B%08d', i + 1) AS penalty_id,
        (is_heavy OR chance(i, 19, 100) < 15) AND is_ordinary AS is_listed,
        weekday(decided - CASE WHEN f_past_90 THEN 112 ELSE 40 END::INTEGER - span::INTEGER) AS filed,
        weekday(decided - 21) AS noticed,
        decided + CASE WHEN f_late_service THEN 20 + chance(i, 20, 30) ELSE chance(i, 21, 4) END::INTEGER AS served,
        weekday(DATE '{as_of}' - 150 - chance(origin, 13, 940)::INTEGER) - 45 - chance(origin, 12, 30)::INTEGER
            - CASE WHEN f_late_discovery THEN 900 ELSE chance(origin, 22, 20) END::INTEGER
            - CASE WHEN chance(origin, 102, 1000) < 25 THEN 75 ELSE 0 END::INTEGER AS acted
    FROM needing"""


_PENALTIES = """
SELECT penalty_id, 'full' AS source_profile, agency_id, agency_name, domain, code AS item_code, party_name,
    kind AS party_kind, uscc AS party_uscc, id_no AS party_id_no, CASE WHEN kind = 'person' THEN born_on END AS party_birth_on,
    CASE WHEN kind <> 'person' THEN CASE chance(party, 4, 10) WHEN 0 THEN 'state' ELSE 'private' END END AS party_ownership,
    CASE WHEN kind <> 'person' THEN CASE WHEN chance(party, 5, 10) < 5 THEN 'micro' ELSE 'small' END END AS party_scale,
    party_region AS party_region_code, CASE WHEN NOT f_no_code THEN code END AS violation_code, name AS violation_name,
    '经查，' || party_name || '于' || strftime(acted, '%Y年%-m月%-d日') || '在' || region || '建设街' || chance(origin, 23, 300)
        || '号' || name || '，有现场检查笔录、照片、询问笔录为证。' AS violation_facts,
    region || '建设街' || chance(origin, 23, 300) || '号' AS violation_place, party_region AS violation_region_code,
    'T' || origin AS object_key, acted AS act_start_on, acted AS act_end_on, false AS is_continuous, false AS is_act_ongoing,
    CASE letter WHEN 'L' THEN 'minor' WHEN 'M' THEN 'general' ELSE 'serious' END AS severity,
    CASE chance(i, 24, 4) WHEN 0 THEN 'complaint' WHEN 1 THEN 'assigned' ELSE 'inspection' END AS case_source,
    CASE WHEN NOT f_no_found THEN CASE sort WHEN 'summary' THEN decided ELSE filed - 3 END END AS discovered_on,
    CASE WHEN sort <> 'summary' AND NOT f_no_filed THEN filed END AS filed_on,
    CASE WHEN sort <> 'summary' THEN filed + 2 ELSE decided END AS investigated_on,
    CASE sort WHEN 'summary' THEN 'summary' ELSE 'ordinary' END AS procedure, false AS is_fast_track,
    false AS is_life_health_finance, false AS has_harm,
    CASE WHEN is_ordinary THEN CASE WHEN f_same_day THEN decided ELSE noticed END END AS notice_served_on,
    CASE WHEN is_ordinary THEN kinds END AS notice_penalty_kinds, CASE WHEN is_ordinary THEN fine END AS notice_fine_yuan,
    CASE WHEN is_ordinary THEN CASE WHEN f_bad_notice THEN ['defence_right'] ELSE ['none'] END END AS notice_missing,
    CASE WHEN is_ordinary THEN is_heavy AND NOT f_no_hearing_told END AS is_hearing_told,
    CASE WHEN is_ordinary THEN NOT f_not_cited END AS is_standard_cited_in_notice,
    CASE WHEN is_ordinary AND chance(i, 25, 4) = 0 THEN noticed + 2 END AS defence_on,
    CASE WHEN is_ordinary AND chance(i, 25, 4) = 0 THEN ['discretion'] END AS defence_claims,
    CASE WHEN is_ordinary AND chance(i, 25, 4) = 0 AND NOT f_no_defence_review THEN noticed + 4 END AS defence_reviewed_on,
    CASE WHEN is_ordinary AND chance(i, 25, 4) = 0 THEN NOT f_no_defence_review END AS has_defence_reply,
    CASE WHEN is_ordinary AND chance(i, 25, 4) = 0 THEN false END AS has_new_facts,
    CASE WHEN is_ordinary THEN is_listed END AS is_review_listed, false AS is_complex, false AS is_public_interest,
    CASE WHEN is_listed AND NOT f_no_review THEN decided - 9 END AS review_submitted_on,
    CASE WHEN is_listed AND NOT f_no_review THEN decided - 5 END AS reviewed_on,
    CASE WHEN is_listed AND NOT f_no_review THEN 'agree' END AS review_opinion, is_heavy AS is_major,
    CASE WHEN is_heavy AND NOT f_no_discussion THEN decided - 2 END AS discussed_on,
    CASE WHEN is_heavy AND NOT f_no_discussion THEN 4 END AS discussion_leaders,
    CASE WHEN is_heavy AND NOT f_no_discussion THEN true END AS has_discussion_minutes,
    CASE WHEN sort <> 'open' THEN region || '罚决字〔' || year(decided) || '〕第' || (i + 1) || '号' END AS decision_no,
    CASE WHEN sort <> 'open' THEN decided END AS decided_on,
    CASE sort WHEN 'spared' THEN 'no_penalty' WHEN 'open' THEN NULL ELSE 'penalty' END AS outcome,
    CASE WHEN sort IN ('ordinary', 'summary') THEN kinds END AS penalty_kinds,
    CASE WHEN sort IN ('ordinary', 'summary') THEN fine END AS fine_yuan, 0 AS confiscated_yuan,
    '罚款' || fine || '元' AS penalty_content, 0 AS illegal_gain_yuan, 0 AS refunded_yuan, goods AS goods_value_yuan,
    involved AS involved_yuan, units AS unit_count, 1 AS violation_count, CASE WHEN NOT f_no_norm THEN norm_id END AS norm_id,
    '依据' || citation AS basis_text, tier_id,
    CASE WHEN f_wrong_step THEN replace(tier_id, '-' || letter, '-L') ELSE tier_id END AS assessed_tier_id,
    false AS is_tier_adjusted, NOT f_not_cited AS is_standard_cited, 90 + chance(i, 26, 200) AS reason_chars,
    CASE letter WHEN 'L' THEN 'lighter' WHEN 'M' THEN 'none' ELSE 'heavier' END AS mitigation,
    CASE letter WHEN 'L' THEN ['removed_harm'] ELSE ['none'] END AS mitigating,
    CASE letter WHEN 'H' THEN ['repeated'] ELSE ['none'] END AS aggravating,
    letter = 'H' AND NOT f_top AS has_aggravating_reason, letter <> 'H' AS is_first_offence, false AS is_minor,
    CASE letter WHEN 'L' THEN 'none' WHEN 'M' THEN 'slight' ELSE 'general' END AS harm, true AS is_corrected_in_time,
    CASE WHEN sort = 'spared' THEN decided END AS educated_on, is_double AND letter = 'H' AS is_person_penalised,
    ['none'] AS decision_missing, CASE sort WHEN 'summary' THEN 'review_first' ELSE 'review_or_suit' END AS remedy_told,
    CASE WHEN sort = 'summary' THEN decided END AS summary_filed_on,
    CASE WHEN sort <> 'open' THEN CASE WHEN chance(i, 27, 10) < 7 THEN 'direct' ELSE 'post' END END AS service_method,
    CASE WHEN sort <> 'open' AND NOT f_no_served THEN served END AS served_on,
    is_correctable, CASE WHEN is_correctable AND NOT f_no_correction THEN decided - 4 END AS correction_ordered_on,
    CASE WHEN is_correctable AND NOT f_no_correction THEN decided + 12 END AS correction_due_on,
    CASE WHEN is_correctable AND NOT f_no_correction THEN decided + 14 END AS rechecked_on,
    CASE WHEN is_correctable AND NOT f_no_correction THEN 'corrected' END AS recheck_result, true AS is_surcharge_stated,
    0 AS surcharge_yuan, false AS has_enforcement_power, false AS is_daily_penalty, false AS is_crime_suspected,
    DATE '2099-12-31' AS valid_until_on, CASE WHEN sort <> 'open' THEN served + 16 END AS closed_on,
    CASE WHEN is_ordinary AND f_annulled THEN 'revoked' END AS change_kind,
    CASE WHEN is_ordinary AND f_annulled THEN decided + 45 END AS change_effective_on,
    CASE WHEN is_ordinary AND f_annulled THEN decided + 46 END AS credit_updated_on,
    ['document', 'party_statement', 'record'] AS evidence_kinds
FROM act"""

_OFFICERS = """
SELECT 'penalty' AS act_kind, penalty_id AS act_id, CASE WHEN nth = 1 AND f_no_certificate THEN uncertified
        ELSE officers[1 + ((chance(i, 28, 7) + nth) % 7)] END AS officer_id,
    'investigator' AS role, CASE sort WHEN 'summary' THEN decided ELSE filed + 2 END AS acted_on,
    nth = 0 AND f_tied AS is_related_to_party, false AS is_recused
FROM act, range(2) n(nth) WHERE NOT (nth = 1 AND f_one_officer)
UNION ALL
SELECT 'penalty', penalty_id, reviewer, 'reviewer', decided - 5, false, false FROM act WHERE is_listed AND NOT f_no_review"""

_PUBLICATIONS = """
SELECT 'PB' || penalty_id || nth AS publication_id, 'penalty' AS act_kind, penalty_id AS act_id,
    CASE nth WHEN 0 THEN 'credit_china' ELSE 'company_system' END AS channel,
    decided + CASE WHEN f_late_publication THEN 25 ELSE chance(i, 29, 5) END::INTEGER AS published_on,
    party_name AS shown_party_name, region || '罚决字〔' || year(decided) || '〕第' || (i + 1) || '号' AS shown_decision_no,
    fine + CASE WHEN f_shown_wrong THEN 100 ELSE 0 END AS shown_fine_yuan, decided AS shown_decided_on,
    party_name || '（' || CASE WHEN kind <> 'person' THEN uscc WHEN f_shown_number THEN id_no ELSE substr(id_no, 1, 6) || '********' END
        || '）' || name || '，' || citation || '，罚款' || fine || '元，' || decided || '作出决定。' AS shown_text,
    CASE letter WHEN 'L' THEN 'minor' WHEN 'M' THEN 'general' ELSE 'serious' END AS credit_class,
    CASE WHEN f_annulled AND chance(i, 30, 2) = 0 THEN decided + 46 END AS withdrawn_on,
    CASE WHEN f_annulled AND chance(i, 30, 2) = 0 THEN true END AS has_withdraw_reason,
    CASE letter WHEN 'L' THEN decided + 89 END AS taken_down_on
FROM act, range(2) n(nth)
WHERE is_ordinary AND NOT f_not_published AND (nth = 0 OR (domain = 'market' AND kind <> 'person'))"""

_PAYMENTS = """
SELECT 'PY' || penalty_id AS payment_id, 'penalty' AS act_kind, penalty_id AS act_id, agency_id, 'fine' AS kind,
    served + 6 AS paid_on, fine AS amount_yuan, 'bank' AS channel,
    CASE WHEN f_elsewhere THEN '6200' || i ELSE account END AS payee_account, printf('4118%010d', i) AS receipt_no,
    served + 7 AS treasury_on, fine AS treasury_amount_yuan, printf('RK%09d', i) AS treasury_voucher_no
FROM act WHERE sort IN ('ordinary', 'summary')"""

_BASES = """
SELECT penalty_id, norm_id, 'basis' AS cite_role, false AS is_new_lighter FROM act WHERE sort <> 'open'"""

_ARCHIVES = """
SELECT 'FA' || penalty_id AS archive_id, 'penalty' AS act_kind, penalty_id AS act_id, 'AJ-' || penalty_id AS volume_no,
    served + 16 + CASE WHEN f_late_file THEN 60 ELSE 12 END AS archived_on,
    CASE sort WHEN 'summary' THEN ['decision', 'record'] ELSE ['filing_approval', 'record', 'evidence', 'notice',
        'legal_review', 'discussion_minutes', 'decision', 'service_receipt', 'closing_approval'] END AS document_kinds,
    false AS has_recordings
FROM act WHERE sort <> 'open'"""

TABLES = {
    "penalties": _PENALTIES,
    "act_officers": _OFFICERS,
    "publications": _PUBLICATIONS,
    "payments": _PAYMENTS,
    "penalty_bases": _BASES,
    "file_archives": _ARCHIVES,
}
