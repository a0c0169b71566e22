"""A young person's plan: first steps of their own wheel, on the page and on paper."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from tests import visits
from tests.builders import AT, YOUNG, library, make_person, make_plan, make_young, young_wheel
from tests.plan.test_pages import SAMPLE
from tests.support.page import PageClient
from wheel_app.plan import Goal
from wheel_app.storage import Database
from wheel_app.tools import load_tools


def test_each_topic_offers_its_three_first_steps(client: PageClient, db: Database) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=AT)
    done = make_young(db, owner_id, dict.fromkeys(YOUNG, 50))
    for topic in young_wheel().topics:
        client.get(f"/check-ins/{done.checkin_id}/plan/choose")
        client.submit({"topics": [topic.key]})
        page = client.get(f"/check-ins/{done.checkin_id}/plan/steps")
        assert page.texts("fieldset .band label")[:3] == [step.text for step in topic.steps]
        shown = client.submit({f"{topic.key}_step": topic.steps[1].key})
        assert topic.steps[1].text in shown.text


def test_the_plan_on_paper_holds_the_eight_topics_on_one_page(client: PageClient, db: Database) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=AT)
    done = make_young(db, owner_id, dict.fromkeys(YOUNG, 64))
    make_plan(db, done, Goal("caring", "turn"), Goal("school", "ask"), Goal("feelings", "chat"))
    client.get("/take-home")
    client.submit(form="form[action$=own-phone]")
    reply = client.client.get(f"/check-ins/{done.checkin_id}/plan.pdf", base_url=client.base_url)
    paper = PdfReader(BytesIO(reply.data))
    text = " ".join(page.extract_text() for page in paper.pages)
    words = " ".join(text.split())
    assert len(paper.pages) == 1
    assert all(topic.label in words for topic in young_wheel().topics)
    assert "Ask someone to take a turn for one hour" in words
    assert "It rests on 8 topics." in words


def test_who_can_help_is_an_areas_own_choice_for_the_young() -> None:
    area = load_tools(SAMPLE)
    young, grown_up = area.help_lines("feelings"), area.help_lines("mood")
    assert young
    assert {line.name for line in young}.isdisjoint({line.name for line in grown_up})
    assert library().help_lines("caring") == ()
