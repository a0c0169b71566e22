"""Error pages that help: what happened, that nothing is lost, a way on; and never a word of what somebody typed."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask, abort
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import visits
from tests.builders import AT, make_draft, make_finished, make_person
from tests.conftest import Clock, Standing, lent, settings_for
from tests.support.page import PageClient
from wheel_app import create_app
from wheel_app.doors import ANYONE
from wheel_app.storage import Busy, Database, ReadOnly, StorageFull

WORD = "a-word-of-theirs"


@pytest.fixture(scope="module")
def with_faults(migrated: Database) -> Flask:
    """The app as it is served, with pages that go wrong in each way."""
    made = create_app(settings_for(), db=migrated, now=Standing())

    def goes_wrong(what: str) -> str:
        known = {"busy": Busy(WORD), "full": StorageFull(WORD), "read-only": ReadOnly(WORD), "bug": KeyError(WORD)}
        if what.isdigit():
            abort(int(what), description=WORD)
        raise known[what]

    made.add_url_rule("/goes-wrong/<string:what>", view_func=goes_wrong)
    made.extensions["wheel_doors"]["goes_wrong"] = ANYONE
    return made


@pytest.fixture
def app(db: Database, clock: Clock, with_faults: Flask) -> Iterator[Flask]:
    with lent(with_faults, clock):
        yield with_faults


WRONG = [
    ("400", 400), ("401", 401), ("403", 403), ("404", 404), ("405", 405), ("408", 408), ("409", 409), ("413", 413),
    ("415", 415), ("418", 418), ("429", 429), ("500", 500), ("501", 501), ("503", 503), ("busy", 503), ("full", 507),
    ("read-only", 507), ("bug", 500),
]  # fmt: skip


@pytest.mark.parametrize(("what", "status"), WRONG)
def test_each_error_is_a_kind_page_with_a_way_on(client: PageClient, what: str, status: int) -> None:
    page = client.get(f"/goes-wrong/{what}", status=status)
    assert page.heading
    assert page.link("To the first page") == "/"
    assert WORD not in page.html
    assert str(status) not in page.text


@pytest.mark.parametrize(("what", "status"), WRONG)
def test_a_save_gets_a_short_line(client: PageClient, what: str, status: int) -> None:
    reply = client.get(f"/goes-wrong/{what}", status=status, headers={"X-Save": "1"})
    assert reply.one("#saved").text
    assert WORD not in reply.html


@pytest.mark.parametrize(("what", "status"), WRONG)
def test_htmx_gets_a_line_where_the_form_can_stay_and_else_what_takes_its_place(
    client: PageClient, what: str, status: int
) -> None:
    reply = client.get(f"/goes-wrong/{what}", status=status, htmx=True)
    assert WORD not in reply.html
    if status in (400, 408, 413, 429) or status >= 500:
        assert [one.tag for one in reply.root.children] == ["p"]
        assert reply.one("#saved").text
    else:
        assert [one.tag for one in reply.root.children] == ["title", "main"]
        assert reply.one("title").raw_text == reply.heading
        assert reply.one("#main h1").get("tabindex") == "-1"
        assert reply.link("To the first page") == "/"


@pytest.mark.parametrize("what", ["bug", "busy", "full"])
def test_the_log_holds_no_word_of_anybody(client: PageClient, caplog: pytest.LogCaptureFixture, what: str) -> None:
    caplog.set_level(logging.DEBUG)
    client.client.post(f"/goes-wrong/{what}?q={WORD}", data={"note": WORD})
    client.client.get(f"/goes-wrong/{what}?q={WORD}")
    assert WORD not in caplog.text
    if what == "bug":
        assert "unexpected KeyError at" in caplog.text


def test_errors_come_in_the_language_that_was_chosen(client: PageClient) -> None:
    client.get("/language")
    client.submit(button="language=ur")
    assert client.get("/nothing-here", status=404).root.get("lang") == "ur"


@dataclass(frozen=True)
class Person:
    """Somebody, and every address of the app for them, together with as many that name nothing of theirs."""

    owner_id: str
    addresses: tuple[str, ...]


@pytest.fixture
def person(app: Flask, db: Database) -> Person:
    owner_id = make_person(db)
    done, draft = make_finished(db, owner_id, {"home": 20}), make_draft(db, owner_id)
    bound, found = app.url_map.bind("localhost"), []
    for rule in app.url_map.iter_rules():
        for checkin_id in (done.checkin_id, draft.checkin_id, str(uuid.uuid4())):
            known = {"checkin_id": checkin_id, "place": 1, "change_id": str(uuid.uuid4()), "key": "welcome"}
            values = {name: known.get(name, "en") for name in rule.arguments}
            method = "GET" if "GET" in (rule.methods or ()) else "POST"
            if rule.endpoint not in ("goes_wrong", "home.exit", "home.away", "home.done", "records.erase"):
                found.append(bound.build(rule.endpoint, values, method=method))
    return Person(owner_id, tuple(dict.fromkeys(found)))


NAMES = ["about", "present", "mind", "right", "band", "score", "note", "seq", "tool", "go", "name", "topics", "works",
         "home_step", "home_words", "home_who", "strengths", "kind", "step", "picked", "pick", "undo", "code", "topic",
         "language", "save_id", "left_out", "shown", "how", "then", "now", "checkin_id", "asks_afresh"]  # fmt: skip
VALUES = st.sampled_from(
    ["home", "me", "alone", "moved", "boat,sun,key,tree", "family-wheel/2026.2", "3", "0", "-1", ""]
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_nothing_that_is_sent_anywhere_breaks_the_app(
    app: Flask, db: Database, person: Person, data: st.DataObject
) -> None:
    address = data.draw(st.sampled_from(person.addresses))
    method = data.draw(st.sampled_from(["GET", "POST", "HEAD", "PUT", "DELETE", "PATCH"]))
    sent = data.draw(st.dictionaries(st.sampled_from(NAMES), VALUES | st.text(max_size=30), max_size=6))
    sent = {name: value.encode("utf-8", "replace").decode() for name, value in sent.items()}
    client = PageClient(app, db=db)
    visits.sign_in(client, db, person.owner_id, at=AT)
    page = client.client.get("/take-home").get_data(as_text=True)
    sent["csrf_token"] = page.partition('csrf_token" value="')[2].partition('"')[0]
    headers = data.draw(st.sampled_from([{}, {"HX-Request": "true"}, {"X-Save": "1"}]))
    reply = client.client.open(address, method=method, data=sent, query_string=sent, headers=headers, buffered=True)
    assert reply.status_code in (200, 303, 401, 404, 405, 409, 422, 429)
    assert "Traceback" not in reply.get_data(as_text=True)
