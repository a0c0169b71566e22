"""From “what would you like to change first?” to the plan: tapped or in own words, kind where nothing is said."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests import visits
from tests.builders import AT, family_wheel, library, make_draft, make_finished, make_person, make_plan
from tests.conftest import Clock, settings_for
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import create_app
from wheel_app.checkins import Checkin
from wheel_app.plan import Goal
from wheel_app.plan.queries import find_plan
from wheel_app.storage import Database, later, new_id
from wheel_app.tools import load_tools

SAMPLE = Path(__file__).parents[2] / "wheel_app" / "tools" / "sample_area"
WORDS = "<b>{{7*7}}</b> 👩‍👧 ہم"


@pytest.fixture
def done(db: Database, client: PageClient, clock: Clock) -> Checkin:
    """A finished wheel of the person that the browser is signed in as."""
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    return make_finished(db, owner_id, {"home": 20, "money": 30, "people": 80, "mood": 50})


def path(done: Checkin, end: str) -> str:
    return f"/check-ins/{done.checkin_id}/plan{end}"


def choose(client: PageClient, done: Checkin, *topics: str) -> Page:
    client.get(path(done, "/choose"))
    return client.submit({"topics": list(topics)})


def goals(db: Database, done: Checkin) -> tuple[Goal, ...]:
    plan = find_plan(db, done.owner_id, done.checkin_id)
    assert plan is not None
    return plan.goals


def test_up_to_three_topics_are_chosen(client: PageClient, db: Database, done: Checkin) -> None:
    page = choose(client, done, "home", "money", "hopes")
    assert page.heading == "Your first steps"
    assert [goal.topic_key for goal in goals(db, done)] == ["home", "money", "hopes"]
    assert [one.get("value") for one in client.get(path(done, "/choose")).all("input[checked]")] == [
        "home",
        "money",
        "hopes",
    ]


def test_four_come_back_still_tapped(client: PageClient, db: Database, done: Checkin) -> None:
    client.get(path(done, "/choose"))
    page = client.submit({"topics": ["home", "money", "hopes", "area"]}, status=422)
    assert len(page.errors) == 1
    assert len(page.all("input[checked]")) == 4
    assert find_plan(db, done.owner_id, done.checkin_id) is None


def test_nothing_at_all_is_fine(client: PageClient, done: Checkin) -> None:
    choose(client, done)
    page = client.submit()
    assert page.heading == "Your plan"
    assert "That is fine." in page.text


@pytest.mark.parametrize("sent", [["nonsense"], ["own"], ["home", "home", "home", "home"], [""]])
def test_what_is_not_offered_is_not_chosen(client: PageClient, db: Database, done: Checkin, sent: list[str]) -> None:
    client.get(path(done, "/choose"))
    client.post(path(done, "/choose"), {"topics": sent})
    assert [goal.topic_key for goal in goals(db, done)] == (["home"] if "home" in sent else [])


def test_each_suggested_step_is_one_tap(client: PageClient, db: Database, done: Checkin) -> None:
    steps = family_wheel().topic("home").steps
    assert len(steps) == 3
    for step in steps:
        page = choose(client, done, "home")
        assert step.text in page.text
        page = client.submit({"home_step": step.key})
        assert step.text in page.text
        assert goals(db, done)[0].step_key == step.key


def test_a_step_that_is_not_offered_is_none(client: PageClient, db: Database, done: Checkin) -> None:
    choose(client, done, "home")
    client.post(path(done, "/steps"), {"seq": "1", "home_step": "nonsense", "home_words": "", "home_who": "Me"})
    assert goals(db, done)[0].step_key is None


def test_who_and_when_are_kind_where_nothing_is_said(client: PageClient, db: Database, done: Checkin) -> None:
    page = choose(client, done, "home")
    assert (page.field("Who").get("value"), page.field("When").get("value")) == ("Me", "Before I come back")
    page = client.submit()
    assert page.texts(".who-when dd") == ["Me", "Before I come back"]
    # Not stored as words, so that it is said in the language of the reader.
    assert (goals(db, done)[0].who, goals(db, done)[0].by_when) == ("", "")


def test_own_words_stand_as_they_were_written(client: PageClient, db: Database, done: Checkin) -> None:
    choose(client, done, "home")
    written = {"home_words": WORDS, "home_who": "My sister", "home_when": "On Monday", "works": WORDS}
    page = client.submit(written, words=False)
    assert goals(db, done) == (Goal("home", None, WORDS, "My sister", "On Monday"),)
    assert page.texts(".who-when dd") == ["My sister", "On Monday"]
    assert WORDS in page.one(".goal__step").text
    assert WORDS in page.one("section[aria-labelledby=works-heading]").text


def test_a_link_to_an_error_puts_no_topic_into_the_address(client: PageClient, done: Checkin) -> None:
    choose(client, done, "home", "money")
    wrong = {"home_words": "a" * 2000, "money_who": "a" * 2000}
    links = client.submit(wrong, status=422).all(".govuk-error-summary a")
    assert [link.get("href") for link in links] == ["#goal-1-words", "#goal-2-who"]
    client.get(path(done, "/choose"))
    page = client.submit({"topics": ["home", "money", "people", "work"]}, status=422)
    assert page.one(".govuk-error-summary a").get("href") == "#topics-first"


@pytest.mark.parametrize("field", ["home_words", "home_who", "home_when", "works"])
def test_what_is_too_long_comes_back_with_all_the_rest(
    client: PageClient, db: Database, done: Checkin, field: str
) -> None:
    choose(client, done, "home")
    written = {"home_words": "words", "home_who": "who", "home_when": "when", "works": "works"}
    page = client.submit({**written, field: "long " * 20_000}, status=422)
    assert len(page.errors) == 1
    for name, text in written.items():
        found = page.one(f"[name={name}]")
        held = found.raw_text.strip() if found.tag == "textarea" else found.get("value")
        assert held == ("long " * 20_000).strip() if name == field else held == text
    assert goals(db, done) == (Goal("home"),)


def test_what_already_works_can_be_tapped_and_said(client: PageClient, db: Database, done: Checkin) -> None:
    page = choose(client, done, "home")
    strengths = family_wheel().topic("people").strengths
    assert set(strengths) <= set(page.texts("section[aria-labelledby=works-heading] label"))
    page = client.submit({"strengths": ["people:0"], "works": "We laugh"})
    works = page.one("section[aria-labelledby=works-heading]").text
    assert strengths[0] in works
    assert strengths[1] not in works
    assert "We laugh" in works


def test_who_can_help_here_is_the_same_whatever_was_answered(db: Database, clock: Clock) -> None:
    app = create_app(settings_for(area=SAMPLE), db=db, now=clock)
    area = load_tools(SAMPLE)
    key = next(topic.key for topic in family_wheel().topics if area.help_lines(topic.key))
    seen = []
    for mark in (1, 100):
        client = PageClient(app, db=db)
        owner_id = make_person(db)
        visits.sign_in(client, db, owner_id, at=clock.at)
        done = make_finished(db, owner_id, {key: mark})
        choose(client, done, key)
        page = client.submit()
        seen.append(page.texts(".goal li"))
    assert seen[0] == seen[1]
    assert 1 <= len(seen[0]) <= 3
    assert area.help_lines(key)[0].name in seen[0][0]


def test_two_tabs_on_one_plan_keep_both(client: PageClient, db: Database, done: Checkin) -> None:
    here = choose(client, done, "home")
    client.submit({"home_words": "from there"})
    client.page = here
    page = client.submit({"home_words": "from here"}, status=409)
    assert goals(db, done)[0].own_words == "from there"
    assert "from there" in page.one(".clash").text
    assert page.one("[name=home_words]").raw_text.strip() == "from here"
    client.submit()
    assert goals(db, done)[0].own_words == "from here"


def test_what_was_written_is_not_lost_when_another_tab_chose_other_topics(
    client: PageClient, db: Database, done: Checkin
) -> None:
    here = choose(client, done, "home")
    choose(client, done, "money")
    client.page = here
    page = client.submit({"home_words": "from here"}, status=409)
    assert page.one("[name=home_words]").raw_text.strip() == "from here"
    client.submit()
    assert goals(db, done) == (Goal("home", None, "from here"),)


def test_the_same_plan_sent_twice_is_one_plan(client: PageClient, db: Database, done: Checkin) -> None:
    here = choose(client, done, "home")
    client.submit({"home_words": "once"})
    client.page = here
    assert client.submit({"home_words": "once"}).heading == "Your plan"
    assert goals(db, done)[0].own_words == "once"


def test_an_earlier_plan_is_only_read(client: PageClient, db: Database, done: Checkin) -> None:
    make_plan(db, done, Goal("home", None, "from then"))
    make_finished(db, done.owner_id, {"home": 60}, at=later(AT, days=90))
    page = client.get(path(done, ""))
    assert "from then" in page.text
    assert "Change the plan" not in page.text
    for end in ("/choose", "/steps"):
        assert client.get(path(done, end)).heading == "Your plan"
        client.get("/again")
        assert client.post(path(done, end), {"topics": "money"}, status=409).heading == "There is a newer wheel"
    assert goals(db, done) == (Goal("home", None, "from then"),)


def test_words_for_an_earlier_plan_come_back_to_be_copied(client: PageClient, db: Database, done: Checkin) -> None:
    choose(client, done, "home")
    make_finished(db, done.owner_id, {"home": 60}, at=later(AT, days=90))
    page = client.submit({"home_words": WORDS, "works": "one\ntwo"}, status=409, words=False)
    assert page.texts("#main section bdi") == [WORDS, "one", "two"]
    assert goals(db, done)[0].own_words is None


def test_a_draft_has_no_plan(client: PageClient, db: Database, done: Checkin) -> None:
    draft = make_draft(db, done.owner_id)
    for end in ("", "/choose", "/steps", ".pdf"):
        client.get(path(draft, end), status=404)


def test_steps_come_after_the_choice(client: PageClient, done: Checkin) -> None:
    assert client.get(path(done, "/steps")).heading == "What would you like to change first?"
    assert client.get(path(done, "")).heading == "Your plan"


def test_the_own_topic_can_be_what_changes_first(client: PageClient, db: Database, clock: Clock) -> None:
    visits.first_touch(client)
    client.submit({"name": "Our <dog>"}, form="form[action$=own-topic]")
    visits.answer(client, band="1")
    visits.stop(client)
    page = client.follow("Pick what to change")
    assert "Our <dog>" in page.text
    client.submit({"topics": ["own"]})
    page = client.submit({"own_step": "tell"})
    assert "Our <dog>" in page.texts("h2")
    assert "Tell someone I trust about it" in page.text


def test_on_a_shared_device_nothing_can_be_saved_as_a_file(client: PageClient, done: Checkin) -> None:
    client.get(path(done, ".pdf"), status=404)
    assert ".pdf" not in client.get("/take-home").html
    assert ".pdf" not in client.get(path(done, "")).html


def test_on_ones_own_phone_the_plan_is_a_pdf(client: PageClient, db: Database, done: Checkin) -> None:
    make_plan(db, done, Goal("home", None, "Ask for help"))
    client.get("/take-home")
    page = client.submit(form="form[action$=own-phone]")
    assert "Is it safe to keep it there?" in page.text
    reply = client.get(page.link("Save the plan as a PDF"))
    assert reply.response.mimetype == "application/pdf"
    assert reply.response.data.startswith(b"%PDF-")
    assert reply.headers["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    client.get(f"/check-ins/{new_id()}/plan.pdf", status=404)


def test_neither_code_nor_pictures_are_on_anything_to_take_along(
    client: PageClient, db: Database, done: Checkin
) -> None:
    make_plan(db, done, Goal("home", None, "Ask for help"))
    code = visits.keep(client)
    client.get("/take-home")
    client.submit(form="form[action$=own-phone]")
    paper = PdfReader(BytesIO(client.get(path(done, ".pdf")).response.data))
    printed = " ".join(page.extract_text() for page in paper.pages) + client.get(path(done, "")).text
    assert "Ask for help" in printed
    assert code not in printed
    assert code.replace(" ", "") not in printed.replace(" ", "")


def test_the_library_is_the_one_that_the_steps_come_from() -> None:
    assert all(len(topic.steps) == 3 for topic in library().current("family-wheel").topics)
