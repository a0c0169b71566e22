"""One’s own list about a lost child: put away, kept in sight or brought back, as its owner chose, and read alone."""

from __future__ import annotations

import pytest

from tests import visits
from tests.builders import AT
from tests.conftest import Clock
from tests.lines import checklist, make_finished_lines, make_lines
from tests.losing_a_child import Home, lose, make_home
from tests.support.page import PageClient
from wheel_app.storage import Database, new_id


@pytest.fixture
def home(db: Database) -> Home:
    return make_home(db)


@pytest.fixture
def list_id(db: Database, home: Home) -> str:
    """A finished checklist of the mother’s about the child who is lost afterwards."""
    said = {"bills": 2, "hope-child": "a canary of hers"}
    return make_finished_lines(db, home.her, said, checklist(), child=home.ada.member_id, at=AT).checkin_id


def choose(client: PageClient, choice: str) -> None:
    page = client.get("/put-away")
    (address,) = {one.get("action") or "" for one in page.all("main form[action$=bring-back]")}
    to = address if choice == "back" else address.replace("bring-back", "choose")
    client.post(to, {"csrf_token": client.token() or "", "choice": choice}, statements=30)


@pytest.mark.parametrize("choice", ["kept", "back"])
def test_it_opens_to_be_read_where_its_owner_wants_to_see_it(
    client: PageClient, db: Database, home: Home, list_id: str, clock: Clock, choice: str
) -> None:
    lose(db, home, home.mother, at=clock.at)
    visits.sign_in(client, db, home.her, at=clock.at)
    clock.forward(minutes=1)
    client.get(f"/lines/{list_id}", status=404)
    choose(client, choice)
    page = client.get(f"/lines/{list_id}")
    assert "a canary of hers" in page.text
    assert "Ada" not in page.text
    assert [one.get("action") for one in page.all("main form")] == []
    assert page.all("main a[href*=my-children]") == []
    client.get("/put-away" if choice == "kept" else "/something-changed")
    token = {"csrf_token": client.token() or ""}
    client.post(f"/lines/{list_id}/revise", token, status=404)
    client.post(f"/lines/{list_id}", {**token, "line": "bills", "answer.bills": "3"}, status=404)


def test_it_stays_shut_for_who_leaves_it_so_or_puts_it_away_again(
    client: PageClient, db: Database, home: Home, list_id: str, clock: Clock
) -> None:
    lose(db, home, home.mother, at=clock.at)
    visits.sign_in(client, db, home.her, at=clock.at)
    clock.forward(minutes=1)
    for choice, status in (("put-away", 404), ("kept", 200), ("put-away", 404)):
        choose(client, choice)
        client.get(f"/lines/{list_id}", status=status)


def test_what_was_still_open_opens_no_more(client: PageClient, db: Database, home: Home, clock: Clock) -> None:
    draft = make_lines(db, home.her, checklist(), child=home.ada.member_id, at=AT).checkin_id
    lose(db, home, home.mother, at=clock.at)
    visits.sign_in(client, db, home.her, at=clock.at)
    clock.forward(minutes=1)
    choose(client, "kept")
    client.get(f"/lines/{draft}", status=404)


def test_another_loss_of_the_same_child_is_chosen_about_anew(
    client: PageClient, db: Database, home: Home, list_id: str, clock: Clock
) -> None:
    silence = lose(db, home, home.mother, kind="lives-elsewhere", at=clock.at)
    visits.sign_in(client, db, home.her, at=clock.at)
    clock.forward(minutes=1)
    choose(client, "back")
    with db.transaction():
        db.execute(
            "UPDATE member_silence SET ended_at = :at WHERE silence_id = :id", at=clock.at, id=silence.silence_id
        )
    lose(db, home, home.mother, silence_id=new_id(), at=clock.forward(minutes=1))
    client.get(f"/lines/{list_id}", status=404)
