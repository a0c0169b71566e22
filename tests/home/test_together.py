"""Several people at one screen: names, a wheel that says we, and then each alone with what they take home."""

from __future__ import annotations

import pytest

from tests import visits
from tests.accounts.builders import FOUR, OTHER_FOUR
from tests.builders import everything
from tests.sittings import do_together, sit_down, take_nothing_home, take_turn
from tests.support.page import PageClient
from wheel_app.storage import Database


def kept_before(client: PageClient) -> str:
    """Somebody who did a wheel of their own and kept it; their code."""
    visits.first_touch(client)
    visits.stop(client)
    code = visits.keep(client)
    client.get("/mine")
    client.post("/done")
    return code


def test_two_people_do_a_wheel_and_each_takes_it_home(client: PageClient, db: Database) -> None:
    code = kept_before(client)
    page = do_together(client)
    assert "Done together by Sara and Tom." in page.text
    assert "This is your family’s number, out of 100. It rests on 6 topics." in page.text
    page = client.follow("Take it home")
    assert "Now it is Sara’s turn" in page.text
    client.follow("I’m Sara")
    page = take_turn(client, 1, FOUR, code)
    assert "Now it is Tom’s turn" in page.text
    toms = take_turn(client, 2, OTHER_FOUR).one(".code").text
    page = client.follow("I have it. Pass on the screen")
    assert page.title == "That is all"
    client.submit(form="main form")
    for whose, pictures, other in ((code, FOUR, "Tom"), (toms, OTHER_FOUR, "Sara")):
        page = visits.come_back(client, whose, pictures)
        assert f"Together with {other}" in page.texts("h2")
        client.get(page.one("a[href^='/together/'][href*=check-ins]").get("href"))
        assert "Done together by Sara and Tom." in client.page.text if client.page else False
        client.follow("See the plan from then")
        client.get("/mine")
        client.post("/done")


def test_the_turn_is_the_same_page_for_everybody(client: PageClient) -> None:
    """Whatever they have and take: nobody learns it from the page, its title or its address."""
    code = kept_before(client)
    do_together(client, ("A", "B", "C"))
    first = client.get("/together/turns/1")
    titles = {first.title, take_turn(client, 2, OTHER_FOUR).title, client.page.path if client.page else ""}
    assert titles == {"Only for you", "/together/turns/2"}
    third = client.get("/together/turns/3")
    assert [field.get("name") for field in first.all("input")] == [field.get("name") for field in third.all("input")]
    after_code, after_nothing = take_turn(client, 1, FOUR, code), take_nothing_home(client, 3)
    assert (after_code.title, after_nothing.title) == ("Take it home, one by one", "That is all")


def test_the_slip_is_shown_once_and_to_nobody_else(client: PageClient) -> None:
    do_together(client)
    code = take_turn(client, 1).one(".code").text
    assert code in client.get("/together/turns/1").text
    assert code not in client.get("/together/turns/2").text
    page = client.get("/together/turns/1")
    assert page.path == "/together/take-home"
    with client.client.session_transaction() as session:
        assert "code" not in session


def test_a_page_between_the_slip_and_the_next_turn_forgets_the_code(client: PageClient) -> None:
    do_together(client)
    code = take_turn(client, 1).one(".code").text
    client.follow("I have it. Pass on the screen")
    page = client.get("/together/turns/1")
    assert code not in page.html
    assert "Now it is Tom’s turn" in page.text


def test_the_language_can_be_changed_on_the_slip_and_between(client: PageClient) -> None:
    do_together(client)
    code = take_turn(client, 1).one(".code").text
    client.get("/language")
    assert client.submit(button="language=ur").one(".code").text == code
    client.get("/together/take-home")
    client.get("/language")
    assert client.submit(button="language=en").path == "/together/take-home"


def test_sent_twice_a_turn_gives_the_same_code(client: PageClient, db: Database) -> None:
    do_together(client)
    client.get("/together/turns/1")
    form = client.page
    first = client.submit({"picked": ",".join(FOUR)}, form=visits.PICTURES, button="Take it home").one(".code").text
    client.page = form
    again = client.submit({"picked": ",".join(FOUR)}, form=visits.PICTURES, button="Take it home").one(".code").text
    assert again == first
    assert db.value("SELECT count(*) FROM own_access") == 1


def test_the_last_turn_sent_twice_says_that_it_is_all(client: PageClient) -> None:
    do_together(client)
    take_nothing_home(client, 1)
    client.get("/together/turns/2")
    form = client.page
    for _ in range(2):
        client.page = form
        assert client.submit(form="#take-nothing", button="take=nothing", statements=20).title == "That is all"


def test_a_stale_turn_changes_nothing(client: PageClient, db: Database) -> None:
    code = kept_before(client)
    do_together(client)
    client.get("/together/turns/1")
    stale = client.page
    take_nothing_home(client, 1)
    before = {name: rows for name, rows in everything(db).items() if name != "throttle"}
    for values in ({"picked": ",".join(FOUR), "code": code}, {"picked": ",".join(OTHER_FOUR)}):
        client.page = stale
        page = client.submit(values, form=visits.PICTURES, button="Take it home")
        assert page.path == "/together/take-home"
    assert {name: rows for name, rows in everything(db).items() if name != "throttle"} == before


@pytest.mark.parametrize(
    ("code", "pictures", "status", "said"),
    [
        ("12", FOUR, 422, "There are too few here."),
        ("words", FOUR, 422, "Your code has only numbers in it."),
        ("0000000000", FOUR, 422, "This code and these pictures do not go together."),
        ("right", OTHER_FOUR, 422, "This code and these pictures do not go together."),
        ("", FOUR[:2], 422, "Tap four pictures, one after the other."),
    ],
)
def test_what_cannot_be_taken_is_said_kindly_and_the_turn_stays(
    client: PageClient, code: str, pictures: tuple[str, ...], status: int, said: str
) -> None:
    right = kept_before(client)
    do_together(client)
    typed = right if code == "right" else code
    page = take_turn(client, 1, pictures, typed, status=status)
    assert said in page.text
    assert page.one("#code").get("value") == typed
    assert "Now it is Sara’s turn" in client.get("/together/take-home").text


def test_guessing_in_a_turn_is_slowed_like_coming_back(client: PageClient) -> None:
    code = kept_before(client)
    do_together(client)
    for _ in range(5):
        take_turn(client, 1, OTHER_FOUR, code, status=422)
    page = take_turn(client, 1, FOUR, code, status=429)
    assert "There were many tries." in page.text
    assert visits.come_back(client, code, FOUR, status=429)


def test_one_code_does_not_stand_for_two(client: PageClient) -> None:
    code = kept_before(client)
    do_together(client)
    take_turn(client, 1, FOUR, code)
    page = take_turn(client, 2, FOUR, code, status=422)
    assert "This code was used for one of you before." in page.text


def test_pictures_are_chosen_one_by_one_without_a_script(client: PageClient) -> None:
    do_together(client)
    page = client.get("/together/turns/1")
    for name in FOUR:
        page = client.submit({"code": ""}, form=visits.PICTURES, button=f"pick={name}")
        assert page.path == "/together/turns/1"
    assert client.submit(form=visits.PICTURES, button="Take it home").one(".code")


def test_there_is_no_turn_before_the_wheel_is_finished(client: PageClient) -> None:
    sit_down(client)
    client.get("/together/turns/1", status=404)
    assert client.get("/together/take-home").path.endswith("/so-far")
    client.post("/together/turns/1", {"take": "nothing"}, status=404)


@pytest.mark.parametrize("place", [0, 3, 99])
def test_there_is_no_turn_of_nobody(client: PageClient, place: int) -> None:
    do_together(client)
    client.get(f"/together/turns/{place}", status=404)
    client.get("/together/turns/1")
    client.post(f"/together/turns/{place}", {"take": "nothing"}, status=404)


def test_after_the_first_turn_the_wheel_is_not_opened_any_more(client: PageClient) -> None:
    address = do_together(client).path
    assert client.get("/together/take-home").link("Back to our wheel") == address
    take_nothing_home(client, 1)
    client.get(address, status=404)
    client.post(f"{address}/revise", status=404)
    assert "Back to our wheel" not in client.get("/together/take-home").text


def test_who_takes_nothing_may_take_their_name_too(client: PageClient) -> None:
    code = kept_before(client)
    do_together(client, ("Sara", "Tom", "Nan"))
    take_turn(client, 1, FOUR, code)
    take_nothing_home(client, 2)
    take_nothing_home(client, 3, unnamed=True)
    client.submit(form="main form")
    page = visits.come_back(client, code)
    assert "Done with Tom and others" in page.texts("h2")
    assert "Nan" not in page.text
