"""A yes from paper, passing on to keep somebody safe, and logs that must stay off a page."""

from __future__ import annotations

import re

import pytest

from tests import households, staffing, visits
from tests.builders import make_finished, make_person
from tests.conftest import Clock
from tests.consent.builders import REASON, own_hand
from tests.support.page import PageClient
from wheel_app import audit, consent
from wheel_app.accounts import Staff, Team
from wheel_app.checkins import Checkin, Given
from wheel_app.consent import Recipient, Terms
from wheel_app.people import Member
from wheel_app.storage import Database, new_id

NOTE = "canary-note"


@pytest.fixture
def team(db: Database) -> Team:
    return staffing.make_team(db, "Early help")


@pytest.fixture
def jo(db: Database, client: PageClient, team: Team, clock: Clock) -> Staff:
    made = staffing.make_staff(db, team, name="Jo Bloggs", title="health visitor")
    staffing.sign_in(client, db, made, at=clock.at)
    return made


@pytest.fixture
def wheel(db: Database, clock: Clock) -> Checkin:
    return make_finished(
        db, make_person(db, at=clock.at), {"home": Given("scored", 31, "number", NOTE), "money": 62}, at=clock.at
    )


@pytest.fixture
def maeve(db: Database, team: Team, jo: Staff, wheel: Checkin) -> Member:
    """A member of a family that Jo works with, who has joined with the wheel."""
    member = households.make_member(db, households.make_family(db, team, coordinator=jo), "Maeve")
    households.join(db, member, wheel.owner_id)
    return member


def share(db: Database, wheel: Checkin, team: Team, at: str, **terms: object) -> None:
    to, given = Recipient("team", team.team_id), Terms(wheel.checkin_id, **terms)  # type: ignore[arg-type]
    consent.give(db, wheel.owner_id, to, given, own_hand(wheel.owner_id), at=at)


def address(member: Member) -> str:
    return f"/members/{member.member_id}/sharing"


def write_yes(client: PageClient, member: Member, **other: str) -> None:
    assert client.page is not None
    client.submit(
        {"yes-day": "2026-11-20", "yes-reason": REASON, **{f"yes-{name}": value for name, value in other.items()}},
        form=f"{address(member)}/yes",
    )


def test_a_yes_from_paper_shows_the_wheels_up_to_that_day(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin, maeve: Member
) -> None:
    client.get(address(maeve))
    write_yes(client, maeve, whom=f"team:{team.team_id}")
    assert NOTE in client.get(f"/shared/{wheel.checkin_id}").text
    clock.forward(days=1)
    staffing.sign_in(client, db, jo, at=clock.at)
    newer = make_finished(db, wheel.owner_id, {"home": 10}, at=clock.at)
    client.get(f"/shared/{newer.checkin_id}", status=404)
    row = next(
        one for one in audit.list_rows(db, audit.chain_of_owner(wheel.owner_id), most=9) if one.action == "shared"
    )
    assert (row.actor, audit.text_of(db, row.chain, row.seq)) == (jo.staff_id, REASON)


def test_the_person_reads_it_and_stops_it(
    client: PageClient, db: Database, clock: Clock, team: Team, wheel: Checkin, maeve: Member
) -> None:
    client.get(address(maeve))
    write_yes(client, maeve, whom=f"team:{team.team_id}")
    own = visits.another(client)
    visits.sign_in(own, db, wheel.owner_id, at=clock.at)
    assert "You said so on paper." in own.get("/who-can-see").text
    own.submit(form="form[action$=stop]")
    client.get(f"/shared/{wheel.checkin_id}", status=404)


def test_a_stop_from_paper_is_a_stop(
    client: PageClient, db: Database, clock: Clock, team: Team, wheel: Checkin, maeve: Member
) -> None:
    share(db, wheel, team, clock.at)
    client.get(address(maeve))
    client.submit({"stop-whom": "everybody", "stop-reason": REASON}, form=f"{address(maeve)}/stop")
    client.get(f"/shared/{wheel.checkin_id}", status=404)
    assert consent.grants_of(db, wheel.owner_id) == ()


def test_the_page_does_not_tell_whether_there_is_a_wheel_or_a_share(
    client: PageClient, db: Database, clock: Clock, team: Team, jo: Staff
) -> None:
    family = households.make_family(db, team, coordinator=jo)
    pages = []
    for has_wheel, has_share in ((False, False), (True, False), (True, True)):
        owner_id = make_person(db)
        member = households.make_member(db, family, "Maeve")
        households.join(db, member, owner_id)
        if has_wheel:
            done = make_finished(db, owner_id, {"home": 10})
        if has_share:
            share(db, done, staffing.make_team(db, "Strangers"), clock.at)
        client.get(address(member))
        pages.append(as_for_anybody(client, member))
        client.submit({"stop-whom": "everybody", "stop-reason": REASON}, form=f"{address(member)}/stop")
        pages.append(as_for_anybody(client, member))
    assert pages[0] == pages[2] == pages[4]
    assert pages[1] == pages[3] == pages[5]


def as_for_anybody(client: PageClient, member: Member) -> str:
    assert client.page is not None
    return re.sub(r'csrf_token" value="[^"]*', "", client.page.html).replace(member.member_id, "member")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose who."),
        ({"whom": "team:nobody"}, "Choose who."),
        ({"day": "soon"}, "Write the day like this: 2026-05-31."),
        ({"day": "2026-11-21"}, "This day is still to come."),
        ({"day": ""}, "Write the day like this: 2026-05-31."),
        ({"reason": "short"}, "Write why, in ten letters or more."),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(
    client: PageClient, db: Database, team: Team, wheel: Checkin, maeve: Member, sent: dict[str, str], said: str
) -> None:
    whom = f"team:{team.team_id}" if sent else ""
    values = {"whom": whom, "day": "2026-11-20", "reason": REASON, **sent}
    client.get(address(maeve))
    page = client.post(f"{address(maeve)}/yes", {f"yes-{name}": value for name, value in values.items()}, status=422)
    assert said in page.text
    assert values["reason"] in page.text
    assert consent.grants_of(db, wheel.owner_id) == ()


def test_of_a_young_person_it_is_kept_who_decided(
    client: PageClient, db: Database, team: Team, jo: Staff, wheel: Checkin
) -> None:
    family = households.make_family(db, team, coordinator=jo)
    ali = households.make_member(db, family, "Ali", "young", born_on="2010-03-01")
    households.join(db, ali, wheel.owner_id)
    client.get(address(ali))
    sent = {"yes-whom": f"team:{team.team_id}", "yes-day": "2026-11-20", "yes-reason": REASON}
    page = client.post(f"{address(ali)}/yes", sent, status=422)
    assert "Choose who decided." in page.text
    write_yes(client, ali, whom=f"team:{team.team_id}", decided="with-trusted")
    assert consent.grants_of(db, wheel.owner_id)[0].decided_by == "with-trusted"


def test_members_of_other_families_and_unknown_ones_are_not_there(
    client: PageClient, db: Database, jo: Staff, maeve: Member
) -> None:
    other = households.make_member(db, households.make_family(db, staffing.make_team(db, "Others")))
    households.join(db, other, make_person(db))
    client.get(address(maeve))
    for member_id in (other.member_id, new_id()):
        client.get(f"/members/{member_id}/sharing", status=404)
        client.get(address(maeve))
        for end in ("yes", "stop", "log"):
            client.post(f"/members/{member_id}/sharing/{end}", {f"{end}-reason": REASON}, status=404)
            client.get(address(maeve))


def test_who_has_not_joined_has_nothing_to_write_down(client: PageClient, db: Database, maeve: Member) -> None:
    sam = households.make_member(db, households.make_family(db), "Sam")
    with db.transaction():
        db.execute("UPDATE member SET family_id = :family_id", family_id=maeve.family_id)
    page = client.get(address(sam))
    assert "They have no way in of their own yet." in page.text
    assert page.all("main form") == []


def test_a_log_is_left_out_and_let_in_again(
    client: PageClient, db: Database, clock: Clock, team: Team, wheel: Checkin, maeve: Member
) -> None:
    share(db, wheel, team, clock.at)
    client.get(f"/shared/{wheel.checkin_id}")
    own = visits.another(client)
    visits.sign_in(own, db, wheel.owner_id, at=clock.at)
    assert "looked at your wheel" in own.get("/who-can-see").text
    client.get(address(maeve))
    client.post(f"{address(maeve)}/log", {"log": "hide", "log-reason": "short"}, status=422)
    client.submit({"log-reason": REASON}, form=f"{address(maeve)}/log")
    assert "Nobody has looked at what is yours." in own.get("/who-can-see").text
    client.submit(form=f"{address(maeve)}/log")
    assert "looked at your wheel" in own.get("/who-can-see").text


def tasks(db: Database) -> list[tuple[str, str, str]]:
    return [
        (row["kind"], row["staff_id"], row["words"])
        for row in db.rows("SELECT t.kind, t.staff_id, w.words FROM task t JOIN task_text w ON w.task_id = t.task_id")
    ]


def pass_on(client: PageClient, wheel: Checkin, to: Team, is_safe: str = "yes") -> None:
    client.get(f"/shared/{wheel.checkin_id}/keep-safe")
    sent = {"whom": to.team_id, "reason": REASON, "is_safe": is_safe}
    client.submit(sent, form=f"/shared/{wheel.checkin_id}/keep-safe", statements=20)


def test_what_a_worker_sees_can_be_passed_on_with_a_reason(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin
) -> None:
    lead = staffing.make_staff(db, team, role="manager", name="Lee Lead")
    other = staffing.make_team(db, "Other team")
    al = staffing.make_staff(db, other)
    share(db, wheel, team, clock.at, topics=frozenset({"home"}))
    pass_on(client, wheel, other)
    assert tasks(db) == [("safeguarding-share", lead.staff_id, REASON)]
    theirs = visits.another(client)
    staffing.sign_in(theirs, db, al, at=clock.at)
    page = theirs.get(f"/shared/{wheel.checkin_id}")
    assert NOTE in page.text
    assert "62" not in page.text
    own = visits.another(client)
    visits.sign_in(own, db, wheel.owner_id, at=clock.at)
    assert "passed something on to keep someone safe" in own.get("/who-can-see").text


def test_it_outlasts_a_stop_and_is_told_only_where_that_is_safe(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin
) -> None:
    other = staffing.make_team(db, "Other team")
    al = staffing.make_staff(db, other)
    share(db, wheel, team, clock.at)
    own, theirs = visits.another(client), visits.another(client)
    visits.sign_in(own, db, wheel.owner_id, at=clock.at)
    before = own.get("/who-can-see").text
    pass_on(client, wheel, other, is_safe="no")
    staffing.sign_in(theirs, db, al, at=clock.at)
    theirs.get(f"/shared/{wheel.checkin_id}")
    assert [line for line in own.get("/who-can-see").texts("main li") if "wheel of" not in line] == []
    assert "Other team" not in own.get("/who-can-see").text
    assert "Early help" in before
    consent.withdraw_from(db, wheel.owner_id, own_hand(wheel.owner_id), at=clock.at)
    assert NOTE in theirs.get(f"/shared/{wheel.checkin_id}").text
    client.get(f"/shared/{wheel.checkin_id}", status=404)


@pytest.mark.parametrize("missing", ["whom", "reason", "is_safe"])
def test_without_a_team_a_reason_or_an_answer_nothing_is_passed_on(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin, missing: str
) -> None:
    share(db, wheel, team, clock.at)
    client.get(f"/shared/{wheel.checkin_id}/keep-safe")
    sent = {"whom": team.team_id, "reason": REASON, "is_safe": "no"}
    del sent[missing]
    client.post(f"/shared/{wheel.checkin_id}/keep-safe", sent, status=422)
    assert len(consent.grants_of(db, wheel.owner_id)) == 1
    assert tasks(db) == []


def test_nobody_passes_on_what_they_do_not_see(
    client: PageClient, db: Database, jo: Staff, team: Team, wheel: Checkin
) -> None:
    client.get(f"/shared/{wheel.checkin_id}/keep-safe", status=404)
    client.get("/shared")
    sent = {"whom": team.team_id, "reason": REASON, "is_safe": "no"}
    client.post(f"/shared/{wheel.checkin_id}/keep-safe", sent, status=404)
    assert consent.grants_of(db, wheel.owner_id) == ()


def test_whoever_passed_it_on_can_end_it(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin
) -> None:
    other = staffing.make_team(db, "Other team")
    share(db, wheel, team, clock.at)
    pass_on(client, wheel, other)
    client.submit(form="form[action$=end]")
    assert [one.how for one in consent.grants_of(db, wheel.owner_id)] == ["screen"]
    client.get(f"/shared/{wheel.checkin_id}/keep-safe")
    client.post(f"/shared/{wheel.checkin_id}/keep-safe/{new_id()}/end", status=404)


def test_with_nobody_named_to_be_told_the_page_says_so(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin
) -> None:
    share(db, wheel, team, clock.at)
    assert "Tell whoever leads your work" in client.get(f"/shared/{wheel.checkin_id}/keep-safe").text
