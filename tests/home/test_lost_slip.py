"""A lost slip: a new code face to face with a worker, on a device that they handed over for that."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests import households, visits
from tests.conftest import Clock
from tests.people.joining import Case, hand_to, make_case, owner_here
from tests.staffing import PIN
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.storage import Database

NEW_SLIP = "Hand over for a new slip"
LOST = "I have lost my slip"


@dataclass(frozen=True)
class Person:
    """Somebody of the worker's family with a wheel of their own, at their phone."""

    phone: PageClient
    owner_id: str
    code: str


@pytest.fixture
def case(client: PageClient, db: Database, clock: Clock) -> Case:
    return make_case(client, db, clock)


@pytest.fixture
def person(client: PageClient, db: Database, case: Case) -> Person:
    phone = visits.another(client)
    visits.first_touch(phone)
    code = visits.keep(phone)
    owner_id = owner_here(phone, db)
    households.join(db, case.member, owner_id)
    return Person(phone, owner_id, code)


def ask(client: PageClient, pictures: tuple[str, ...], button: str, *, status: int = 200) -> Page:
    """Press one of the two buttons; a new code costs what coming back and changing the code cost together."""
    client.get("/back")
    client.follow(LOST)
    sent = {"picked": ",".join(pictures)}
    return client.submit(sent, form=visits.PICTURES, button=button, status=status, statements=24)


def test_with_the_pictures_still_known_there_is_a_new_code(
    client: PageClient, db: Database, case: Case, person: Person
) -> None:
    hand_to(client, case, NEW_SLIP)
    page = ask(client, visits.FOUR, "These are my pictures")
    assert page.heading == "Your slip"
    code = page.one(".code").text
    assert code != person.code
    assert owner_here(client, db) == person.owner_id
    assert person.phone.client.get("/mine").status_code == 303
    visits.come_back(visits.another(client), person.code, status=422)
    assert visits.come_back(visits.another(client), code).heading == "Your page"


def test_who_was_handed_the_device_for_it_finds_it_first(client: PageClient, case: Case, person: Person) -> None:
    hand_to(client, case, NEW_SLIP)
    page = client.get("/")
    assert [one.text for one in page.all("main .actions .button") if one.get("class") == "button"] == [LOST]


def test_the_slip_says_truly_who_can_give_a_new_one(client: PageClient, case: Case, person: Person) -> None:
    hand_to(client, case, NEW_SLIP)
    page = ask(client, visits.FOUR, "These are my pictures")
    assert "a worker who knows it is yours can give you a new slip" in page.text


def test_without_them_there_are_new_pictures_too(client: PageClient, case: Case, person: Person) -> None:
    hand_to(client, case, NEW_SLIP)
    code = ask(client, visits.OTHER_FOUR, "These are new pictures").one(".code").text
    visits.come_back(visits.another(client), code, visits.FOUR, status=422)
    assert visits.come_back(visits.another(client), code, visits.OTHER_FOUR).heading == "Your page"


def test_wrong_pictures_give_nothing_and_are_slowed(
    client: PageClient, case: Case, person: Person, clock: Clock
) -> None:
    hand_to(client, case, NEW_SLIP)
    for _ in range(5):
        page = ask(client, visits.OTHER_FOUR, "These are my pictures", status=422)
        assert "not the pictures you chose" in page.text
    ask(client, visits.FOUR, "These are my pictures", status=429)
    clock.forward(minutes=15)
    assert visits.come_back(visits.another(client), person.code).heading == "Your page"


@pytest.mark.parametrize(
    ("button", "how"), [("These are my pictures", "same-pictures"), ("These are new pictures", "new-pictures")]
)
def test_it_is_written_down_in_their_own_chain_and_told_to_them_for_a_month(
    button: str, how: str, client: PageClient, db: Database, case: Case, person: Person, clock: Clock
) -> None:
    hand_to(client, case, NEW_SLIP)
    code = ask(client, visits.FOUR, button).one(".code").text
    (row,) = db.rows("SELECT chain, actor, role, codes FROM audit_row WHERE action = 'code-reissued'")
    assert (row["chain"], row["actor"], row["role"]) == (f"owner:{person.owner_id}", case.worker.staff_id, "worker")
    assert how in str(row["codes"])
    told = "you got a new code, with a worker beside you"
    clock.forward(days=29)
    assert told in visits.come_back(person.phone, code).text
    clock.forward(days=2)
    assert told not in visits.come_back(person.phone, code).text


def test_a_code_of_their_own_making_ends_the_notice(client: PageClient, case: Case, person: Person) -> None:
    hand_to(client, case, NEW_SLIP)
    code = ask(client, visits.FOUR, "These are my pictures").one(".code").text
    visits.come_back(person.phone, code)
    person.phone.get("/mine")
    person.phone.submit(form="form[action$=someone-may-know]")
    person.phone.submit(form=visits.PICTURES, button="New code, same pictures")
    assert "with a worker beside you" not in person.phone.get("/mine").text


def test_the_worker_sees_neither_code_nor_answers(client: PageClient, case: Case, person: Person) -> None:
    hand_to(client, case, NEW_SLIP)
    code = ask(client, visits.FOUR, "These are my pictures").one(".code").text
    client.get("/take-back")
    page = client.submit({"pin": PIN})
    assert code not in page.html
    assert person.owner_id not in client.get(case.own_way).html
    assert client.client.get("/slip").status_code == 404


def test_sent_twice_it_is_the_same_slip(client: PageClient, case: Case, person: Person) -> None:
    hand_to(client, case, NEW_SLIP)
    client.get("/back")
    page = client.follow(LOST)
    sent = {one.get("name"): one.get("value") for one in page.form(visits.PICTURES).all("input[type=hidden]")}
    sent |= {"picked": ",".join(visits.FOUR), "go": "known"}
    codes = []
    for _ in range(2):
        token = client.get("/begin").one("main form input[name=csrf_token]").get("value")
        client.client.post("/lost-slip", data={**sent, "csrf_token": token})
        codes.append(client.get("/slip").texts(".code"))
    assert codes[0] == codes[1] != []


@pytest.mark.parametrize("how", ["walked in", "handed over plainly", "not joined", "nobody", "own phone", "closed"])
def test_nobody_else_comes_by_it(how: str, client: PageClient, db: Database, case: Case, clock: Clock) -> None:
    if how == "walked in":
        client.get("/hand-over")
        client.submit(form="main form[action$=hand-over]", button="Someone who walked in")
    elif how == "nobody":
        client = visits.another(client)
    elif how == "own phone":
        client = visits.another(client)
        visits.first_touch(client)
        visits.keep(client)
        households.join(db, case.member, owner_here(client, db))
    elif how == "not joined":
        page = client.get(case.own_way)
        assert NEW_SLIP not in page.text
        client.post(case.own_way.replace("own-way", "hand-over"), {"save_id": "1", "go": "lost-slip"})
    else:
        phone = visits.another(client)
        visits.first_touch(phone)
        visits.keep(phone)
        households.join(db, case.member, owner_here(phone, db))
        hand_to(client, case, NEW_SLIP if how == "closed" else "Hand over")
    if how == "closed":
        with db.transaction():
            db.execute("UPDATE staff SET is_active = 0")
    assert client.get("/back").status == 200
    assert client.get("/lost-slip").path == "/back"
    client.get("/begin")
    assert client.post("/lost-slip", {"picked": ",".join(visits.FOUR), "go": "new"}).path == "/back"
    assert db.rows("SELECT * FROM audit_row WHERE action = 'code-reissued'") == []


def test_after_the_worker_took_it_back_it_is_over(client: PageClient, case: Case, person: Person) -> None:
    hand_to(client, case, NEW_SLIP)
    client.get("/take-back")
    client.submit({"pin": PIN})
    assert client.client.get("/lost-slip").headers["Location"] == "/back"
