"""From the calm screen to the slip: how many screens, how many taps, and that nothing has to be typed or answered."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests import visits
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.storage import Database

SCREENS, TAPS = 10, 25


@dataclass
class Finger:
    """Counts the screens that are seen and the taps that are made."""

    client: PageClient
    screens: int = 0
    taps: int = 0

    def open(self, path: str) -> Page:
        self.screens += 1
        return self.client.get(path)

    def tap_link(self, words: str) -> Page:
        self.taps, self.screens = self.taps + 1, self.screens + 1
        return self.client.follow(words)

    def tap(self, values: dict[str, str | list[str]], form: str = "main form", button: str | None = None) -> Page:
        """Tap each value and then the button; what is chosen already is not tapped again."""
        assert self.client.page is not None
        wanted = [(name, one) for name, many in values.items() for one in ([many] if isinstance(many, str) else many)]
        checked = [(f.get("name"), f.get("value")) for f in self.client.page.form(form).all("input[checked]")]
        self.taps += sum(one not in checked for one in wanted) + 1
        self.screens += 1
        return self.client.submit(values, form=form, button=button)

    def tap_pictures(self) -> Page:
        """Four taps and the button, on one screen where there is a script."""
        self.taps, self.screens = self.taps + len(visits.FOUR) + 1, self.screens + 1
        values = {"picked": ",".join(visits.FOUR)}
        return self.client.submit(values, form=visits.PICTURES, button=visits.last_button(self.client))


FAMILY = ("little", ("home", "money", "mood"), "people")
YOUNG = ("young-wheel-young", ("school", "caring", "feelings"), "friends")


def to_the_small_wheel(finger: Finger, way: tuple[str, tuple[str, ...], str] = FAMILY) -> Page:
    about, mind, right = way
    finger.open("/")
    finger.tap_link("Begin")
    finger.tap({"about": about, "present": "alone"})
    finger.tap({"mind": list(mind), "right": right})
    for _ in range(4):
        page = finger.tap({"band": "2"}, visits.TOPIC, "go=next")
    return page


@pytest.mark.parametrize("way", [FAMILY, YOUNG])
def test_the_slip_is_ten_screens_and_few_taps_away(client: PageClient, way: tuple[str, tuple[str, ...], str]) -> None:
    finger = Finger(client)
    page = to_the_small_wheel(finger, way)
    assert (page.heading, finger.screens, finger.taps) == ("Your wheel so far", 8, 17)
    finger.tap_link("Keep it, then carry on")
    assert finger.tap_pictures().one(".code")
    assert (finger.screens, finger.taps) == (10, 23)
    assert finger.screens <= SCREENS
    assert finger.taps <= TAPS


def test_stop_here_and_carry_on_stand_side_by_side(client: PageClient) -> None:
    page = to_the_small_wheel(Finger(client))
    actions = page.one("main .actions")
    assert {"Stop here", "Carry on"} <= {element.text for element in actions.all("button, a")}
    assert page.one("main svg[role=img]")


@pytest.mark.parametrize("way", [FAMILY, YOUNG])
def test_stopping_there_is_ten_screens_too_but_for_choosing_a_change(
    client: PageClient, way: tuple[str, tuple[str, ...], str]
) -> None:
    finger = Finger(client)
    to_the_small_wheel(finger, way)
    choosing = finger.tap({}, "form[action$=finish]")
    assert choosing.heading == "What would you like to change first?"
    finger.screens -= 1
    finger.tap_link("Nothing just now")
    assert finger.tap_pictures().one(".code")
    assert (finger.screens, finger.taps) == (10, 24)
    assert finger.screens <= SCREENS
    assert finger.taps <= TAPS


def test_on_the_last_topic_one_can_stop_and_keep_at_once(client: PageClient) -> None:
    visits.first_touch(client)
    client.follow("Carry on")
    page = visits.answer(client, go="keep", band="4")
    assert page.path.startswith("/keep")


def test_nothing_is_typed(client: PageClient) -> None:
    finger = Finger(client)
    for page in (finger.open("/"), finger.tap_link("Begin"), finger.tap({"about": "me", "present": "alone"})):
        assert page.all("main input[type=text], main textarea, main input[type=number]") == []


@pytest.mark.parametrize("about", ["me", "expecting", "little", "school", "teens"])
def test_each_about_leads_to_its_topics(client: PageClient, about: str) -> None:
    page = visits.begin(client, about)
    offered = [one.get("value") for one in page.all("input[name=mind]")]
    assert len(offered) == {"me": 9, "expecting": 10}.get(about, 12)
    assert offered == [one.get("value") for one in page.all("input[name=right]")]


def test_nothing_has_to_be_tapped_or_answered(client: PageClient) -> None:
    visits.begin(client)
    client.submit()
    for _ in range(4):
        page = client.submit(form=visits.TOPIC, button="go=next")
    assert page.heading == "Your wheel so far"
    assert "Nothing is on your wheel yet" in page.text
    assert "Stop here" not in page.text


def test_a_wheel_of_left_out_topics_can_be_finished(client: PageClient) -> None:
    for _ in range(1):
        visits.first_touch(client, left_out="rather-not-say")
    page = visits.stop(client)
    assert page.heading == "Your wheel"
    assert page.texts(".big-number") == []


@pytest.mark.parametrize("present", ["alone", "helped", "worker"])
def test_who_is_here_is_kept_and_never_shown_again(client: PageClient, db: Database, present: str) -> None:
    client.get("/begin")
    client.submit({"about": "me", "present": present, "interpreter": "professional"})
    row = db.one("SELECT present, interpreter FROM checkin")
    assert row == {"present": present, "interpreter": "professional" if present == "worker" else None}
    visits.tap_topics(client)
    for _ in range(4):
        page = visits.answer(client)
        assert "worker" not in page.text
        assert "interpreter" not in page.text.lower()


@pytest.mark.parametrize(
    ("sent", "fields"),
    [
        ({}, 2),
        ({"about": "me"}, 1),
        ({"present": "alone"}, 1),
        ({"about": "nobody", "present": "alone"}, 1),
        ({"about": "me", "present": "a crowd"}, 1),
        ({"about": "me\x00", "present": "alone"}, 1),
    ],
)
def test_what_is_missing_is_asked_for_at_its_place(
    client: PageClient, db: Database, sent: dict[str, str], fields: int
) -> None:
    client.get("/begin")
    page = client.post("/begin", sent, status=422)
    assert len(page.errors) == fields
    assert db.value("SELECT count(*) FROM person") == 0
    for name, value in sent.items():
        checked = page.all(f"input[name={name}][checked]")
        assert [one.get("value") for one in checked] == ([value] if value in ("me", "alone") else [])


def test_more_than_three_on_ones_mind_come_back_still_tapped(client: PageClient) -> None:
    visits.begin(client)
    page = client.submit({"mind": ["home", "money", "mood", "work"], "right": "people"}, status=422)
    assert len(page.errors) == 1
    assert len(page.all("input[name=mind][checked]")) == 4
    assert page.one("input[name=right][checked]").get("value") == "people"


def test_a_person_is_stored_only_when_they_begin(client: PageClient, db: Database) -> None:
    for path in ("/", "/begin", "/language", "/what-is-kept", "/back"):
        client.get(path)
    assert db.value("SELECT count(*) FROM person") == 0
    visits.begin(client)
    assert db.value("SELECT count(*) FROM person") == 1
