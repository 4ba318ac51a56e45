"""The same table straight against the database, as the site's own role: what a bug in a view could do at worst.

Every statement here is one that no view sends. What the site tells the database of who asks (`app.…`) is told as the
site itself tells it, by `enter`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from psycopg.errors import InsufficientPrivilege
from tests.site.routes import COMMON, TABLES, group, open_to_site
from tests.site.world import FAR, NEAR, OWN, Side

import bangfu.site
from bangfu.site.postgres import Cluster
from bangfu.site.web.middleware.scope import enter

ROLES = sorted(group("everybody"))
ATTACKERS = ["county_office", "township_clerk", "unit_contact", "responsible_helper"]
Owner = psycopg.Connection[Any]


@pytest.fixture
def owner(counties: Cluster, shared: str) -> Iterator[Owner]:
    """Who sees everything, to look at what is really there."""
    with psycopg.connect(counties.url("bangfu_owner", shared), autocommit=True) as found:
        yield found


@contextmanager
def asking(role: str | None, county: str = "a") -> Iterator[Any]:
    """A transaction of somebody of a role, or of nobody, that is taken back whole."""
    with transaction.atomic(), connection.cursor() as cursor:
        if role:
            assert enter(f"99-{county}-{role}") is not None
        yield cursor
        transaction.set_rollback(True)


def marks(side: Side) -> str:
    """What rows of a side hold, as a pattern."""
    at = side.village // 10**6 if side is FAR else side.village // 10**3
    account = "" if side is NEAR else f"|99-{side.county}-[a-z]"
    return f"{side.mark}|99-{side.name}-|{side.number}|{at}{account}"


def refused(cursor: Any, statement: str, words: Any = None) -> bool:
    """Whether the database says that this is not allowed; what it allows is taken back."""
    try:
        with transaction.atomic():
            cursor.execute(statement, words)
            transaction.set_rollback(True)
    except ProgrammingError as error:
        return isinstance(error.__cause__, InsufficientPrivilege)
    return False


def outcome(cursor: Any, statement: str) -> int:
    """How many rows it changed; none where it is refused."""
    try:
        with transaction.atomic():
            cursor.execute(statement)
            transaction.set_rollback(True)
            return cursor.rowcount
    except DatabaseError:
        return 0


class TestTables:
    def test_each_is_guarded_or_known_to_hold_nothing_of_a_county(self, owner: Owner) -> None:
        granted = open_to_site(owner)
        assert {name for name, _ in granted} == {*TABLES, *COMMON}
        assert not {name for name, forced in granted if not forced} - set(COMMON)

    def test_none_belongs_to_the_site_which_may_neither_empty_nor_alter_one(self, owner: Owner) -> None:
        assert owner.execute(
            "select distinct tableowner from pg_tables where schemaname = 'public'"
        ).fetchall() == [("bangfu_owner",)]
        with asking("county_office") as cursor:
            for table in (*TABLES, *COMMON):
                for statement in (
                    f"truncate {table}",
                    f"truncate {table} cascade",
                    f"alter table {table} disable trigger all",
                    f"alter table {table} disable row level security",
                    f"alter table {table} no force row level security",
                    f"create policy mine on {table} using (true)",
                    f"create trigger mine before insert on {table} for each row execute function tell_roster()",
                    f"drop table {table}",
                    f"copy {table} to program 'cat'",
                ):
                    assert refused(cursor, statement), statement

    def test_the_site_can_become_nobody_else_and_make_nothing(self, shared: str) -> None:
        with asking("county_office") as cursor:
            for statement in (
                "set role bangfu_owner",
                "set session authorization bangfu_owner",
                "set session_replication_role = replica",
                "create table mine ()",
                "create temp table roster_presence (person_id text, place bigint)",
                "create function mine() returns int language sql as 'select 1'",
                "create schema mine",
                "grant bangfu_owner to bangfu_app",
                "alter role bangfu_app bypassrls",
                "copy (select 1) to '/tmp/mine'",
                "select pg_read_file('/etc/passwd')",
                "select lo_import('/etc/passwd')",
            ):
                assert refused(cursor, statement), statement
            cursor.execute("set local row_security = off")
            assert refused(cursor, "select * from roster_household")


class TestReading:
    def test_nobody_sees_nothing(self, shared: str) -> None:
        with asking(None) as cursor:
            for table in TABLES:
                cursor.execute(f"select count(*) from {table}")
                assert cursor.fetchone() == (0,), table

    def test_an_account_that_was_closed_is_nobody(self, shared: str, owner: Owner) -> None:
        owner.execute("update web_account set is_active = false where id = '99-a-county_leader'")
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                assert enter("99-a-county_leader") is None
                for table in TABLES:
                    cursor.execute(f"select count(*) from {table}")
                    assert cursor.fetchone() == (0,), table
        finally:
            owner.execute("update web_account set is_active = true where id = '99-a-county_leader'")

    @pytest.mark.parametrize("role", ROLES)
    def test_a_role_sees_the_rows_of_the_table_and_no_others(self, site: str, role: str) -> None:
        # In a database of its own: what others did to the shared one stands in its log of acts.
        wrong: list[str] = []
        for county, sides in (
            ("a", {OWN: "own", NEAR: "near", FAR: ""}),
            ("b", {FAR: "own", OWN: "", NEAR: ""}),
        ):
            with asking(role, county) as cursor:
                for table, line in TABLES.items():
                    everything = role in group(line.get("all", []))
                    for side, name in sides.items():
                        cursor.execute(f"select count(*) from {table} t where t::text ~ %s", [marks(side)])
                        (seen,) = cursor.fetchone()
                        hidden = not everything and role not in group(line.get(name, []))
                        if hidden and seen:
                            wrong.append(f"{role} of county {county} sees {seen} of {side.name} in {table}")
                        if (
                            name == "own"
                            and not hidden
                            and not seen
                            and table not in ("web_act", "otp_totp_totpdevice")
                        ):
                            wrong.append(f"{role} of county {county} does not see {side.name} in {table}")
        assert not wrong, "\n".join(wrong)

    def test_the_books_of_another_county_are_closed(self, shared: str) -> None:
        with asking("county_office") as cursor:
            cursor.execute("select code from ledger_book")
            assert cursor.fetchall() == [(990001000000,)]

    def test_a_second_factor_is_seen_by_its_owner(self, shared: str) -> None:
        with asking("system_admin") as cursor:
            cursor.execute("select user_id from otp_totp_totpdevice")
            assert cursor.fetchall() == [("99-a-system_admin",)]

    def test_the_judge_sees_no_account_and_no_key(self, shared: str, owner: Owner) -> None:
        for table in (
            "web_account",
            "web_accountevent",
            "web_unmasking",
            *(f"tips_{name}" for name in ("tip", "arrival", "word", "sender", "move", "limit")),
            "otp_totp_totpdevice",
            "django_session",
        ):
            found = owner.execute("select has_table_privilege('bangfu_judge', %s, 'select')", [table])
            assert found.fetchone() == (False,), table


class TestWriting:
    @pytest.mark.parametrize("role", ROLES)
    def test_a_statement_without_any_condition_reaches_no_row_of_another_county(
        self, shared: str, owner: Owner, role: str
    ) -> None:
        """Without a condition and without reading a column the database asks only the policy for changing."""
        wrong: list[str] = []
        with asking(role) as cursor:
            for table in TABLES:
                if role in group(TABLES[table].get("all", [])) and role in group("admin"):
                    continue  # they administer the installation, not a county
                cursor.execute(f"select count(*) from {table}")
                (seen,) = cursor.fetchone()
                for statement in (f"delete from {table}", *_updates(owner, table, role)):
                    changed = outcome(cursor, statement)
                    if changed > seen:
                        wrong.append(f"{role}: {statement}: {changed} rows of {seen} seen")
        assert not wrong, "\n".join(wrong)

    @pytest.mark.parametrize("role", ROLES)
    def test_no_row_of_another_county_is_added(self, shared: str, owner: Owner, role: str) -> None:
        wrong: list[str] = []
        with asking(role) as cursor:
            for table, line in TABLES.items():
                if role in group(line.get("all", [])) and role in group("admin"):
                    continue
                for row in _rows(owner, table, FAR):
                    fresh = {**row, **_fresh(table, FAR)}
                    if not refused(cursor, *_insert(table, fresh)):
                        wrong.append(f"{role} adds to {table}")
        assert not wrong, "\n".join(wrong)

    @pytest.mark.parametrize("role", ATTACKERS)
    def test_no_row_names_what_belongs_to_another_county(self, shared: str, owner: Owner, role: str) -> None:
        """A foreign key alone would do: whoever guesses the id of somebody elsewhere must not tie them to a row here."""
        wrong: list[str] = []
        with asking(role) as cursor:
            for table, (kind, columns) in REFERENCES.items():
                [row] = _row(owner, table, OWN, kind)
                own = {**row, **_fresh(table), **_by(table, role)}
                for column in columns:
                    forged = {**own, column: _far(column)}
                    if not refused(cursor, *_insert(table, forged)):
                        wrong.append(f"{role} adds to {table} with another county's {column}")
        assert not wrong, "\n".join(wrong)

    def test_the_same_rows_without_the_forged_name_are_added(self, shared: str, owner: Owner) -> None:
        with asking("county_office") as cursor:
            for table, (kind, _) in REFERENCES.items():
                [row] = _row(owner, table, OWN, kind)
                with transaction.atomic():
                    cursor.execute(*_insert(table, {**row, **_fresh(table), **_by(table, "county_office")}))
                    transaction.set_rollback(True)

    def test_history_is_only_added_to(self, shared: str, owner: Owner) -> None:
        events = [t for t in TABLES if t.endswith("event")] + ["duties_adoptionevent"]
        assert len(events) == 41
        with asking("audit_admin") as cursor:
            for table in (*events, "web_act", "web_unmasking", "ledger_entry", "ledger_photo"):
                for statement in (f"update {table} set {_any_column(owner, table)}", f"delete from {table}"):
                    assert outcome(cursor, statement) == 0, statement


class TestActs:
    """The log of acts is written before the database knows who asks: only of the account that knocks at the door."""

    ADD = """insert into web_act (id, kind, account, at, subject, address, reason, details)
        values ('99-new', %s, %s, now(), '', '', '', '{}')"""

    @pytest.mark.parametrize(
        ("kind", "account"),
        [
            ("sign_in", "99-b-county_office"),
            ("sign_in_failed", "99-a-inspector"),
            ("export", "99-b-county_office"),
        ],
    )
    def test_nobody_is_said_to_have_come_who_did_not_knock(
        self, shared: str, kind: str, account: str
    ) -> None:
        with asking("county_office") as cursor, pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute(self.ADD, [kind, account])


class TestFunctions:
    def test_those_that_see_more_than_their_caller_were_looked_at(self, owner: Owner) -> None:
        found = owner.execute(
            """select p.proname, p.proconfig, has_function_privilege('bangfu_app', p.oid, 'execute')
                and p.prorettype <> 'trigger'::regtype
            from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef"""
        ).fetchall()
        assert {name for name, _, open_ in found if open_} == set(LOOKED_AT)
        assert {tuple(config) for _, config, _ in found} == {("search_path=public, pg_temp",)}

    def test_who_asks_is_told_to_the_database_in_two_places_only(self) -> None:
        """Whoever can run any statement can also say who asks: so no statement is put together from what was sent."""
        site = Path(bangfu.site.__file__).parent
        told = {
            path.relative_to(site).as_posix()
            for path in site.rglob("*.py")
            if re.search(r"set_config|\bset\s+(local\s+|session\s+)?app\.", path.read_text(encoding="utf-8"))
        }
        assert told == {"web/middleware/scope.py", "web/signin/backend.py"}
        putting_together = re.compile(r"\.raw\(|\.extra\(|RawSQL\(|execute\(\s*f?[\"'][^\"']*(%\s|\.format)")
        assert not [p for p in site.rglob("*.py") if putting_together.search(p.read_text(encoding="utf-8"))]

    def test_what_was_told_ends_with_the_transaction(self, shared: str) -> None:
        with asking("county_office") as cursor:
            cursor.execute("select count(*) from roster_household")
            assert cursor.fetchone() == (2,)
        with connection.cursor() as cursor:
            cursor.execute("select count(*), current_setting('app.lo', true) from roster_household")
            assert cursor.fetchone() in ((0, ""), (0, None))


# Functions that the site may call and that see more than it does → what keeps them from telling.
LOOKED_AT = {
    "burden_against_move": "why a step of a form may not be taken; asks for the right and the county itself",
    "burden_counted": "numbers of complaints of a county, to whoever looks over all of it",
    "burden_may_reply": "whether whoever asks answers a complaint",
    "burden_told": "complaints without their authors, to the office of the county; a name only where it was ticked",
    "against_step": "why a step of a case may not be taken; asks for the right and area itself",
    "step_lacks": "what a step lacks, to whoever knows a whole case",
    "is_milder": "which of two measures weighs less",
    "concerned": "whether a case is about whoever asks",
    "reads_as_concerned": "the same, for programs that only read",
    "recalls_of_my_cases": "ids of recalls behind cases that whoever asks sees",
    "unit_decides": "whether a unit decides a case",
    "own_accounts": "ids of the accounts of whoever asks",
    "prepares_case": "whether whoever asks prepares a case",
    "reads_case": "whether whoever asks reads a case that is about others",
    "own_case": "whether whoever asks has a part in what a case rests on",
    "may_open": "whether whoever asks may open a case",
    "addressed": "whether a paper is addressed to whoever asks",
    "may_replace": "whether a paper is one that whoever asks may write anew",
    "account_of_feed": "the id of an account, to whoever knows its secret address",
    "accounts_to_tell": "ids of accounts alone",
    "claim_delivery": "ids alone, of a delivery that the caller then has to send",
    "finish_delivery": "asks for the claim",
    "against_move": "why a move of a finding may not be made; asks for the role and area itself",
    "answers_for": "whether whoever asks answers for a body",
    "account_name": "the name of an account alone, to whoever is signed in",
    "account_people": "asks for the permission itself",
    "account_seats": "asks for the permission itself",
    "account_units": "asks for the permission itself",
    "disclosed": "offices, posts and numbers of people of a county that chose to be seen; no name, no household",
    "disclosed_projects": "established projects of a county that chose to show them; no household, no account",
    "discloses_projects": "whether a county chose so",
    "disclosed_counties": "the counties that chose to be seen",
    "campaign_at_work": "whether an inspection goes on that reaches a place",
    "campaign_opened": "whether an inspection was opened",
    "sheet_handed_in": "whether a sheet was handed in, to whoever knows its id",
    "colleagues": "ids of people of the unit of whoever asks",
    "allowances_cancelled": "of served decisions what cancels an allowance, to whom the money concerns",
    "findings_of_my_cases": "ids of findings behind cases that whoever asks sees",
    "money_edition": "the last numbers of histories, nothing of any row",
    "own_people": "ids of people of the unit of whoever asks, and of those in its posts",
    "undoes_payment": "whether a counter-entry says what the entry said",
    "may_stand_on": "whether an entry is near whoever asks",
    "takes_back": "whether an entry says what another said",
    "hold_book": "the end of a book, for whoever adds to it",
    "households_helped": "ids of households that whoever asks, or in a unit's view a colleague, helps or helped",
    "gaps_edition": "numbers and moments of the last changes, nothing of any row",
    "people_in_scope": "ids of people who work in the area of whoever asks",
    "honours_edition": "the same and numbers of rows",
    "weighed_edition": "the last numbers of histories, nothing of any row",
    "blank_household": "asks who confirms and the place itself, and tells nothing",
    "slip_correct": "asks for the code of a slip, and tells nothing",
    "slip_open": "what is held about one household, to whoever holds its slip",
    "take_back": "asks who brought an import and for its places, and tells nothing",
    "scope_county": "the county of whoever asks",
    "served": "the name of the county, which the door shows",
    "site_deliveries": "how many reminders wait in the whole installation, and since when",
    "site_figures": "numbers of the whole installation, of no county and nobody",
    "my_campaigns": "the inspections of whoever asks",
    "prepares": "whether whoever asks prepares an inspection",
    "plans": "the same, while it is hidden",
    "inspects": "whether whoever asks inspects",
    "inspects_in": "the same, of a team",
    "prepares_team": "whether whoever asks prepares the inspection of a team",
    "assessment_basis": "a hash of numbers of a county, to whoever works there",
    "give_answer": "asks who inspects, and tells whether a code was good",
    "my_lists": "the published lists in which whoever asks stands",
    "publish_ranking": "asks who publishes, and copies what was worked out",
    "survey_progress": "numbers of a survey, to whoever inspects there",
    "told_cells": "which parts of a county's samples have answers enough",
    "wish_assessment": "asks for the county itself, and tells nothing",
    "tells_history": "asks who prepares, or whether it was opened",
    "tells_team": "the same, of a team",
    "tap": "a counter by its name",
    "exits_against_course_move": "why a step of a course may not be taken; asks for the right and the household itself",
    "is_lifted": "a yes or a no of a household in view",
    "against_project_move": "why a move of a project may not be made; asks for the right and area itself",
    "against_screening_move": "why a move of a screening may not be made; asks for the right and area itself",
    "identify_lists": "what hangs in a county that chose to be seen: of each household the surname alone",
    "identify_object": "takes an objection to what hangs in a county that chose to be seen, and tells nothing",
    "identify_receipt": "what came of a report or an objection, to whoever holds its receipt",
    "identify_report": "takes a report in, where the county chose to be seen, and tells nothing of it",
    "list_in_force": "ids of screenings, to whoever reads of identification there",
    "lists_are_set": "whether the lists of a scheme are set, to whoever knows its id",
    "works_in": "whether whoever asks works in a county",
    "tip_add": "asks for the code of a tip, and tells nothing",
    "tip_found": "how far a tip is, to whoever holds its code",
    "tip_judge": "asks for the code of a tip, and tells nothing",
    "tip_sender": "asks for the permission and the place itself, and writes down who asks and why",
    "tip_take": "takes a tip in, where the county is open or by its reception, and tells nothing of it",
    "tip_told": "what was written back, to whoever holds the code",
    "tips_published": "numbers of a county that chose to be seen, none below five of a township",
    "units_in_scope": "ids of units that work in the area of whoever asks",
    "units_of_county": "ids of units of the county of whoever asks",
}
# Table → a row of the own side, and the columns by which it could name somebody or something elsewhere.
REFERENCES: dict[str, tuple[str, tuple[str, ...]]] = {
    "roster_place": ("place", ("code",)),
    "roster_organisation": ("organisation", ("place_id",)),
    "roster_person": ("person", ("organisation_id",)),
    "roster_household": ("household", ("place_id",)),
    "household_version": ("version", ("household_id",)),
    "household_income": ("income", ("household_id",)),
    "household_cardissue": ("card", ("version_id", "recorded_by")),
    "household_platformentry": ("platform", ("version_id", "recorded_by")),
    "household_benefitcheck": ("benefit", ("household_id", "recorded_by")),
    "household_accessslip": ("slip", ("household_id", "made_by")),
    "household_comparison": ("comparison", ("county_id", "recorded_by")),
    "household_keeping": ("keeping", ("county_id", "recorded_by")),
    "household_lead": ("lead", ("household_id", "comparison_id", "recorded_by")),
    "burden_cost": ("burdencost", ("county_id", "made_by")),
    "burden_form": ("burdenform", ("county_id", "made_by")),
    "burden_filling": ("burdenfilling", ("household_id", "form_id", "by")),
    "burden_complaint": ("burdensaid", ("form_id", "by")),
    "burden_reply": ("burdenreply", ("complaint_id", "by")),
    "roster_post": ("post", ("person_id", "organisation_id", "place_id")),
    "roster_pairing": ("pairing", ("person_id", "household_id")),
    "roster_change": ("import", ("area", "account")),
    "ledger_entry": (
        "entry",
        (
            "person_id", "organisation_id", "household_id", "place_id", "counterpart_person_id",
            "counterpart_organisation_id", "area", "book", "recorded_by", "corrects_id",
        ),
    ),
    "attendance_leave": ("leave", ("person_id", "place_id")),
    "attendance_confirmation": ("confirmation", ("person_id", "place_id")),
    "allowances_payment": ("payment", ("person_id", "payer_id", "place_id", "county_id", "made_by")),
    "allowances_rate": ("rate", ("place_id", "made_by")),
    "fund_account": ("source", ("county_id", "made_by")),
    "fund_procurement": ("procurement", ("project_id", "by")),
    "fund_attachment": ("attachment", ("project_id", "by")),
    "fund_setting": ("fundsetting", ("county_id", "made_by")),
    "measures_wish": ("wish", ("household_id", "asked_by_id", "recorded_by")),
    "measures_difficulty": ("difficulty", ("household_id", "handler_id", "recorded_by")),
    "measures_plan": ("helpplan", ("household_id", "recorded_by")),
    "measures_measure": ("helpmeasure", ("plan_id", "responsible_id", "recorded_by")),
    "measures_decision": ("helpdecision", ("household_id", "recorded_by")),
    "measures_setting": ("helpsetting", ("county_id", "made_by")),
    "groups_group": ("group", ("place_id", "county_id", "organisation_id", "made_by")),
    "groups_member": ("seat", ("group_id", "person_id", "made_by")),
    "groups_team": ("villageteam", ("village_id", "county_id", "made_by")),
    "groups_note": ("groupnote", ("group_id", "by")),
    "groups_check": ("groupcheck", ("group_id", "by")),
    "groups_copy": ("groupcopy", ("group_id", "by")),
    "groups_assessment": ("groupassessment", ("group_id", "by")),
    "groups_review": ("groupreview", ("person_id", "place_id", "by")),
    "exits_setting": ("exitsetting", ("county_id", "made_by")),
    "exits_objection": ("objection", ("course_id", "by")),
    "identification_notice": ("posting", ("place_id", "scheme_id", "by")),
    "identification_report": ("report", ("place_id", "roll_id", "by")),
    "identification_roll": ("roll", ("place_id", "by")),
    "identification_scheme": ("scheme", ("county_id", "by")),
    "honours_grant": ("grant", ("person_id", "county_id", "by")),
    "honours_attestation": ("attestation", ("person_id", "county_id", "by")),
    "studio_document": ("studiodocument", ("place_id", "brought_by")),
    "studio_draft": ("studiodraft", ("place_id", "document_id", "opened_by")),
    "studio_provision": ("studiorule", ("draft_id", "changed_by")),
    "studio_trial": ("studiotrial", ("place_id", "draft_id", "asked_by")),
    "studio_version": ("studioversion", ("place_id", "draft_id", "made_by")),
    "duties_exemption": ("exemption", ("person_id", "organisation_id", "place_id", "household_id", "area", "asked_by")),
}  # fmt: skip


def _far(column: str) -> object:
    kinds = {
        "code": FAR.village + 8, "area": FAR.village, "place_id": FAR.village, "book": FAR.village // 10**6 * 10**6,
        "account": "99-b-county_office", "recorded_by": "99-b-county_office", "asked_by": "99-b-county_office",
        "corrects_id": FAR.id("entry"), "county_id": FAR.village // 10**6 * 10**6, "by": "99-b-county_office",
        "made_by": "99-b-county_office", "village_id": FAR.village, "plan_id": FAR.id("helpplan"),
        "document_id": FAR.id("studiodocument"), "draft_id": FAR.id("studiodraft"),
        **dict.fromkeys(("brought_by", "opened_by", "changed_by"), "99-b-county_office"),
        **dict.fromkeys(("asked_by_id", "handler_id", "responsible_id"), FAR.id("person")),
    }  # fmt: skip
    kind = column.removeprefix("counterpart_").removesuffix("_id")
    return kinds.get(column, FAR.id(kind))


def _fresh(table: str, side: Side = OWN) -> dict[str, object]:
    """What makes a copy a row of its own."""
    own: dict[str, dict[str, object]] = {
        "roster_place": {"code": side.village + 7, "last": side.village + 7},
        "roster_post": {"id": "99-new", "start": "2011-01-01", "end": "2011-12-31"},
        "roster_pairing": {"id": "99-new", "start": "2011-01-01", "end": "2011-12-31"},
        "ledger_entry": {"id": "99-new-entry", "corrects_id": None},
        "groups_group": {"id": "99-new", "set_up_on": "2019-01-01", "ended_on": "2019-12-31"},
        "groups_member": {"id": "99-new", "start": "2020-01-10", "end": "2020-01-20"},
        "groups_team": {"id": "99-new", "start": "2019-01-10", "end": "2019-01-20"},
        "otp_totp_totpdevice": {"id": 999},
        "duties_verdict": {"id": 999, "number": 999},
        "roster_presence": {"id": 999},
        "fund_posting": {"id": 999},
        "measures_plan": {"id": "99-new", "adopted_on": None, "year": 2031},
        "measures_measure": {"id": "99-new", "plan_id": side.id("helpdraft")},
        **{
            f"identification_{name}": {"id": 999} for name in ("answer", "noticeline", "person", "steprecord")
        },
        "household_member": {"id": 999},
        "burden_column": {"id": 999},
        "household_staged": {"id": 999},
        "household_accessslip": {"id": "99-new", "code": "new"},
        "assessment_line": {"id": 999},
        "assessment_outcome": {"id": 999},
        "assessment_published": {"id": 999},
        "supervision_drawn": {"id": 999},
        "studio_trial": {"id": "99-new", "worked_at": None},
        "studio_version": {"id": "99-new", "draft_id": side.id("studiospare")},  # of one draft only one waits
        "web_unmasking": {"id": 999},
        "web_account": {"id": "99-new", "username": "99-new"},
    }
    return own.get(table, {"pgh_id": 999999} if table.endswith("event") else {"id": "99-new"})


def _by(table: str, role: str) -> dict[str, object]:
    """The columns that say who writes, and for an entry the place in its book."""
    account = f"99-a-{role}"
    with connection.cursor() as cursor:
        cursor.execute("select seq, hash from hold_book(%s)", [OWN.village // 10**6 * 10**6])
        seq, hash_ = cursor.fetchone()
    return {
        "roster_change": {"account": account, "area": OWN.village},
        "ledger_entry": {"recorded_by": account, "seq": seq + 1, "former": hash_, "reason": ""},
        "duties_exemption": {"asked_by": account},
        "attendance_leave": {"asked_by": account},
        "attendance_confirmation": {"confirmed_by": account},
        "allowances_payment": {"made_by": account},
        "allowances_rate": {"made_by": account, "start": "2021-01-01"},
        **{f"identification_{name}": {"by": account} for name in ("notice", "report", "roll", "scheme")},
        "fund_account": {"made_by": account},
        "fund_procurement": {"by": account},
        "fund_attachment": {"by": account, "hash": "1"},
        "fund_setting": {"made_by": account, "start": "2020-02-01"},
        "groups_group": {"made_by": account},
        "groups_member": {"made_by": account},
        "groups_team": {"made_by": account},
        "groups_note": {"by": account},
        "groups_check": {"by": account},
        "groups_copy": {"by": account},
        "groups_assessment": {"by": account},
        "groups_review": {"by": account},
        "exits_setting": {"made_by": account},
        **{f"burden_{name}": {"made_by": account} for name in ("cost", "form")},
        **{f"burden_{name}": {"by": account} for name in ("filling", "complaint", "reply")},
        "exits_objection": {"by": account},
        "household_version": {"recorded_by": account, "note": "已核"},
        "household_income": {"recorded_by": account},
        "household_accessslip": {"made_by": account},
        **{
            f"household_{name}": {"recorded_by": account}
            for name in ("cardissue", "platformentry", "benefitcheck", "comparison", "keeping", "lead")
        },
        **{
            f"measures_{name}": {"recorded_by": account}
            for name in ("wish", "difficulty", "plan", "measure", "decision")
        },
        "measures_setting": {"made_by": account, "start": "2020-02-01"},
        "studio_document": {"brought_by": account},
        "studio_draft": {"opened_by": account},
        "studio_provision": {"changed_by": account},
        "studio_trial": {"asked_by": account},
        "studio_version": {"made_by": account},
        "honours_grant": {"by": account},
        "honours_attestation": {"by": account},
    }.get(table, {})


def _insert(table: str, row: dict[str, object]) -> tuple[str, list[str]]:
    return f"insert into {table} select * from jsonb_populate_record(null::{table}, %s)", [json.dumps(row)]


def _rows(owner: Owner, table: str, side: Side) -> list[dict[str, object]]:
    """One row of a side, if there is one."""
    found = owner.execute(
        f"select to_jsonb(t) from {table} t where t::text ~ %s limit 1",  # type: ignore[arg-type]
        [marks(side)],
    )
    return [row for (row,) in found.fetchall()]


def _row(owner: Owner, table: str, side: Side, kind: str) -> list[dict[str, object]]:
    key, value = ("code", side.village) if kind == "place" else ("id", side.id(kind))
    found = owner.execute(f"select to_jsonb(t) from {table} t where {key} = %s", [value])  # type: ignore[arg-type]
    return [row for (row,) in found.fetchall()]


def _updates(owner: Owner, table: str, role: str) -> list[str]:
    """Changes of everything at once: of a column to itself or to a constant, and what deciding one row looks like."""
    special = {
        "duties_exemption": f"state = 'approved', decided_by = '99-a-{role}', decision = 'x', decided_at = now()",
        "attendance_leave": f"state = 'approved', decided_by = '99-a-{role}', decision = 'x', decided_at = now()",
        "roster_change": "state = 'applied'",
    }
    sets = [_any_column(owner, table), *([special[table]] if table in special else [])]
    return [f"update {table} set {each}" for each in sets]


def _any_column(owner: Owner, table: str) -> str:
    """A text column that is given a constant."""
    found = owner.execute(
        """select column_name from information_schema.columns where table_name = %s and data_type in
            ('text', 'character varying', 'integer', 'bigint', 'double precision')
            order by column_name in ('id', 'code'), column_name like '%%\\_id', ordinal_position limit 1""",
        [table],
    ).fetchone()
    assert found is not None
    return f"{found[0]} = {found[0]}"
