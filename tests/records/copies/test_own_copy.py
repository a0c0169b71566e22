"""A person's own copy holds all of theirs, nothing of anybody else, and is saved on their own device alone."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from flask import Flask

from tests import staffing, visits
from tests.builders import AT, library, make_finished, make_person, make_young, statements, tables
from tests.green_book import TABLES as OF_THE_BOOK
from tests.households import join, make_family, make_member, relate
from tests.records.lives import make_life
from tests.records.test_erase import OF_FAMILIES, OF_NOBODY, OF_STAFF
from tests.sittings import make_together
from tests.support.page import PageClient
from wheel_app import EXPORTERS, audit, consent
from wheel_app.people.care.actions import write_note
from wheel_app.records.copies.holding import own_copy
from wheel_app.records.copies.paper import copy_pdf, document_of
from wheel_app.records.copies.rules import PARTS, Copy, Unreadable, make_copy, read_file, write_file
from wheel_app.storage import Database

Enter = Callable[[str], PageClient]
# In which part of a copy the rows of each table are, and under which condition a row is somebody's.
BY_CHECKIN = "checkin_id IN (SELECT checkin_id FROM checkin WHERE owner_id = :owner_id)"
TOGETHER = "owner_id IN (SELECT circle_id FROM circle_maker WHERE maker_owner_id = :owner_id)"
BY_TOGETHER = f"checkin_id IN (SELECT checkin_id FROM checkin WHERE {TOGETHER})"
MINE = "owner_id = :owner_id"
HELD = {
    "person": (("person", MINE),),
    "own_access": (("own_access", MINE),),
    "sign_in": (("sign_ins", MINE),),
    "checkin": (("checkins", MINE), ("together_checkins", TOGETHER)),
    "pick": (("picks", BY_CHECKIN), ("together_picks", BY_TOGETHER)),
    "answer": (("answers", BY_CHECKIN), ("together_answers", BY_TOGETHER)),
    "plan": (("plans", MINE), ("together_plans", TOGETHER)),
    "plan_service": (("plan_services", BY_CHECKIN), ("together_plan_services", BY_TOGETHER)),
    "plan_goal": (("goals", BY_CHECKIN), ("together_goals", BY_TOGETHER)),
    "circle_maker": (("together_called", "maker_owner_id = :owner_id"),),
    "life_change": (("life_changes", MINE),),
    "life_change_subject": (
        ("life_change_subjects", "change_id IN (SELECT change_id FROM life_change WHERE owner_id = :owner_id)"),
    ),
    "member_owner": (("in_families", MINE),),
    "member_dispute": (("said_not_right", MINE),),
    "task": (("asked_to_talk", MINE),),
    "task_text": (("asked_to_talk", "task_id IN (SELECT task_id FROM task WHERE owner_id = :owner_id)"),),
    "sharing_grant": (("sharing", "owner_id = :owner_id AND is_told = 1"),),
    "visit_part": (("visit_parts", MINE),),
    "visit_step": (("visit_steps", "part_id IN (SELECT part_id FROM visit_part WHERE owner_id = :owner_id)"),),
    "visit_service": (("visit_services", "part_id IN (SELECT part_id FROM visit_part WHERE owner_id = :owner_id)"),),
    "strip_checkin": (("from_paper", BY_CHECKIN),),
    "audit_row": (("done", "chain = 'owner:' || :owner_id AND actor = :owner_id AND action <> 'exported'"),),
}
# Fingerprints of saves; who is in a circle beside its makers' names is in its wheels; a text stands in its row's part;
# a strip of paper stands with its check-in; and two that a person is not told of on any device: what they answered in
# private, and that their log is hidden.
NOT_APART = {"sheet", "strip", "strip_before", "save_receipt", "circle", "audit_text", "private_answer", "log_hidden"}


def copy_of(db: Database, owner_id: str) -> Copy:
    return own_copy(db, EXPORTERS, owner_id, at=AT)


def look(db: Database, owner_id: str, staff_id: str, about: str) -> None:
    chain = audit.chain_of_owner(owner_id)
    audit.write(db, chain, "looked", actor=staff_id, role="worker", at=AT, about=about)


def test_every_row_of_theirs_is_in_it_and_no_table_is_forgotten(db: Database) -> None:
    make_life(db, "somebody else")
    owner_id, _ = make_life(db)
    assert HELD.keys() | NOT_APART == tables(db).keys() - OF_NOBODY - OF_STAFF - OF_FAMILIES - OF_THE_BOOK, (
        "a table that this test does not know must be in a copy too"
    )
    copy = copy_of(db, owner_id)
    for table, parts in HELD.items():
        for part, whose in parts:
            held = db.value(f"SELECT count(*) FROM {table} WHERE {whose}", owner_id=owner_id)
            assert held or part in ("together_plans", "together_goals", "together_picks"), table
            assert len(copy.rows(part)) == held, (table, part)


def test_it_holds_each_word_of_theirs_and_nobody_elses(db: Database) -> None:
    make_life(db, "somebody-elses-word")
    owner_id, _ = make_life(db, "a-word-of-theirs")
    text = write_file(copy_of(db, owner_id))
    assert text.count("a-word-of-theirs") == 12
    for other in ("somebody-elses-word", "Somebody with them", "private a-word-of-theirs"):
        assert other not in text


def test_nothing_of_staff_or_of_the_others_at_home_is_in_it(db: Database) -> None:
    team = staffing.make_team(db, "Early help")
    staff = staffing.make_staff(db, team, name="Jo Canary", title="health visitor")
    family = make_family(db, team, "Canary family", by=staff, coordinator=staff)
    mine = make_member(db, family, "Maeve", by=staff, safe_way="ring at ten")
    other = make_member(db, family, "Canary Tom", by=staff, safe_way="a canary way")
    child = make_member(db, family, "Canary Ann", "child", by=staff)
    relate(db, mine, child, by=staff)
    owner_id = make_person(db)
    join(db, mine, owner_id)
    for member, words, for_them in (
        (mine, "You did well.", True),
        (mine, "a canary for staff", False),
        (other, "a canary of another", True),
    ):
        write_note(db, family.family_id, words, by=staff, at=AT, member_id=member.member_id, for_them=for_them)
    wheel = make_finished(db, owner_id, {"home": 20})
    to = consent.Recipient("staff", staff.staff_id)
    consent.give(db, owner_id, to, consent.Terms(wheel.checkin_id), consent.Hand(owner_id, "family"), at=AT)
    look(db, owner_id, staff.staff_id, wheel.checkin_id)
    text = write_file(copy_of(db, owner_id))
    for held in ("You did well.", "health visitor"):
        assert held in text
    # Whoever holds their phone would learn how staff reach them unseen.
    for not_theirs in (
        "ring at ten", "anary", "responsibility", family.family_id, staff.staff_id, team.team_id, other.member_id,
        mine.member_id,
    ):  # fmt: skip
        assert not_theirs not in text


def test_a_look_is_told_as_a_role_and_a_day_unless_it_must_not_be(db: Database) -> None:
    staff = staffing.make_staff(db, title="key worker")
    owner_id = make_person(db)
    done = make_finished(db, owner_id, {"home": 20})
    for _ in range(2):
        look(db, owner_id, staff.staff_id, done.checkin_id)
    assert copy_of(db, owner_id).rows("looks") == [{"at": AT, "title": "key worker", "what": "wheel"}]
    consent.hide_log(db, owner_id, staff_id=staff.staff_id, role="worker", reason="it would not be safe", at=AT)
    hidden = copy_of(db, owner_id)
    assert hidden.rows("looks") == ()
    assert "hidden" not in write_file(hidden)


def test_the_copy_is_written_into_the_audit(db: Database) -> None:
    owner_id = make_person(db)
    copy_of(db, owner_id)
    row = audit.list_rows(db, audit.chain_of_owner(owner_id), most=1)[0]
    assert (row.action, row.actor, row.codes) == ("exported", owner_id, ("own-copy",))


def test_a_field_that_the_form_does_not_know_stays_out() -> None:
    made = make_copy({"person": [{"created_at": AT, "keep_until": AT, "owner_id": "x"}], "secret": [{"a": 1}]}, at=AT)
    assert made.parts == {"person": [{"created_at": AT, "keep_until": AT}]}


def test_a_data_file_is_read_back_as_it_was_written(db: Database) -> None:
    owner_id, _ = make_life(db, "اُردو \u2028 'quotes' \"both\" </script>")
    copy = copy_of(db, owner_id)
    assert read_file(write_file(copy)) == Copy(copy.made_at, {part: list(rows) for part, rows in copy.parts.items()})


def test_a_file_of_version_1_can_always_be_read() -> None:
    stored = read_file((Path(__file__).parent / "version-1.json").read_text(encoding="utf-8"))
    assert stored.made_at == AT
    assert {part: set(rows[0]) for part, rows in stored.parts.items()} == {
        part: set(fields) for part, fields in PARTS.items()
    }


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"form": "wheel-copy"}', '{"form": "wheel-copy", "version": 2, "held": {}}']
)
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_file(text)


def test_the_docs_name_each_part_and_field() -> None:
    docs = (Path(__file__).parents[3] / "docs" / "copies.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", docs, re.MULTILINE))
    assert {part: tuple(re.findall(r"`(\w+)`", fields)) for part, fields in told.items()} == PARTS


def save(client: PageClient, words: str, **wishes: object) -> bytes:
    client.get("/mine")
    client.follow("A copy of what is kept about me")
    client.submit()
    client.submit({}, button="safe=yes")
    address = {"Save it to read": "/my-copy/copy.pdf", "Save the data file": "/my-copy/copy.json"}[words]
    page = client.submit(form=f"form[action='{address}']", statements=40, **wishes)
    assert page.headers["Content-Disposition"] == f'attachment; filename="{address.rpartition("/")[2]}"'
    return page.response.data


def test_somebody_saves_a_copy_to_read_on_their_own_phone(db: Database, on_own_phone: Enter) -> None:
    owner_id, _ = make_life(db, "a-word-of-theirs")
    pdf = pypdf.PdfReader(io.BytesIO(save(on_own_phone(owner_id), "Save it to read")))
    said = " ".join(page.extract_text() for page in pdf.pages)
    assert said.count("a-word-of-theirs") == 12
    assert "Somebody with them" not in said
    assert "private a-word" not in said
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.root_object["/Metadata"].get_data()


def test_the_data_file_is_the_whole_copy(db: Database, on_own_phone: Enter) -> None:
    owner_id, _ = make_life(db, "a-word-of-theirs")
    whole = json.loads(save(on_own_phone(owner_id), "Save the data file"))
    assert (whole["form"], whole["version"]) == ("wheel-copy", 1)
    assert json.dumps(whole).count("a-word-of-theirs") == 12


def test_a_young_person_takes_theirs_likewise(db: Database, on_own_phone: Enter) -> None:
    owner_id = make_person(db)
    make_young(db, owner_id, {"school": 30})
    pdf = pypdf.PdfReader(io.BytesIO(save(on_own_phone(owner_id), "Save it to read")))
    assert "School" in " ".join(page.extract_text() for page in pdf.pages)


@pytest.mark.parametrize("address", ["/my-copy", "/my-copy/copy.pdf", "/my-copy/copy.json"])
def test_a_shared_device_saves_nothing_and_says_how_to_get_it(client: PageClient, db: Database, address: str) -> None:
    visits.sign_in(client, db, make_person(db), at=AT)
    page = client.get("/my-copy")
    assert "Other people use this device too" in page.text
    client.post(address, {"safe": "yes"}, status=404)


def test_who_says_that_it_is_their_phone_goes_on_where_they_were(client: PageClient, db: Database) -> None:
    visits.sign_in(client, db, make_person(db), at=AT)
    client.get("/my-copy")
    page = client.submit(form="form[action$=own-phone]", button="This is my own phone")
    assert page.path == "/my-copy"
    assert "Other people use this device too" not in page.text


@pytest.mark.parametrize("address", ["/my-copy/copy.pdf", "/my-copy/copy.json"])
@pytest.mark.parametrize("said", [{}, {"safe": "no"}, {"safe": "YES"}])
def test_nothing_is_saved_before_somebody_said_that_it_is_safe(
    db: Database, on_own_phone: Enter, address: str, said: dict[str, str]
) -> None:
    client = on_own_phone(make_person(db))
    client.get("/my-copy")
    client.post(address, said, status=404)


def test_who_says_that_it_is_not_safe_gets_nothing(db: Database, on_own_phone: Enter) -> None:
    client = on_own_phone(make_person(db))
    client.get("/my-copy")
    client.submit()
    assert "Nothing was saved" in client.submit({}, button="safe=no").text


def test_many_wheels_take_no_more_statements(db: Database) -> None:
    def counted(owner_id: str) -> int:
        with statements(db) as seen:
            copy_of(db, owner_id)
        return len(seen)

    once = make_person(db)
    make_finished(db, once, {"home": 20})
    often = make_person(db)
    for _ in range(8):
        make_finished(db, often, {"home": 20, "money": 40})
        make_together(db, often, None)
    make_together(db, once, None)
    assert counted(often) == counted(once)


def test_what_was_agreed_at_a_visit_is_told_in_words(app: Flask) -> None:
    part = {"part_id": "a", "done_by": "told", "asked_at": AT}
    steps = [{"part_id": "a", "words": "Ring them", "who": who, "made_at": AT} for who in ("parent", "both")]
    service = {"part_id": "a", "service_id": "b", "name": "Little Ducks", "made_at": AT}
    copy = make_copy({"visit_parts": [part], "visit_steps": steps, "visit_services": [service]}, at=AT)
    with app.test_request_context():
        said = repr(document_of(copy, library(), title="A copy", intro=()))
    for words in ("Ring them", "'You'", "You and your worker", "Little Ducks"):
        assert words in said
    assert "'parent'" not in said


def test_an_old_file_can_be_made_a_paper_of(app: Flask) -> None:
    stored = read_file((Path(__file__).parent / "version-1.json").read_text(encoding="utf-8"))
    with app.test_request_context():
        document = document_of(stored, library(), title="A copy", intro=())
    assert copy_pdf(document).startswith(b"%PDF-1.7")
    said = repr(document)
    for words in ("own words", "You did well.", "Health visitor looked at a wheel of yours", "A note"):
        assert words in said
