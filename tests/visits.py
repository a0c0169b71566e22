"""What people do on the pages, step by step; and ways in that are quicker where the way itself is not the question."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask
from flask.testing import FlaskClient

from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.accounts import Staff, begin_passing, begin_staff
from wheel_app.storage import Database

FOUR = ("boat", "sun", "key", "tree")
OTHER_FOUR = ("cat", "cup", "moon", "fish")
PICTURES = "form[data-pictures]"
TOPIC = "#topic-form"


def begin(client: PageClient, about: str = "little", present: str = "alone") -> Page:
    """From the calm screen to the topics to tap."""
    client.get("/begin")
    return client.submit({"about": about, "present": present})


def tap_topics(client: PageClient, mind: Sequence[str] = ("home", "money", "mood"), right: str = "people") -> Page:
    return client.submit({"mind": list(mind), "right": right})


def answer(client: PageClient, go: str = "next", **given: str) -> Page:
    """Fill in the topic that is shown and press a button; `band` unless another field is named."""
    return client.submit(given or {"band": "3"}, form=TOPIC, button=f"go={go}")


def first_touch(client: PageClient, **given: str) -> Page:
    """From the calm screen to the small wheel, with four topics answered."""
    begin(client)
    tap_topics(client)
    for _ in range(4):
        page = answer(client, **given)
    return page


def stop(client: PageClient) -> Page:
    """Finish the wheel that is shown so far, and look at it."""
    client.submit(form="form[action$=finish]")
    return client.get(f"/check-ins/{shown_checkin(client)}")


def keep(client: PageClient, pictures: Sequence[str] = FOUR) -> str:
    """Choose four pictures as the script does, and return the code from the slip."""
    client.get("/keep")
    return client.submit({"picked": ",".join(pictures)}, form=PICTURES, button=last_button(client)).one(".code").text


def come_back(client: PageClient, code: str, pictures: Sequence[str] = FOUR, *, status: int = 200) -> Page:
    client.get("/back")
    values = {"code": code, "picked": ",".join(pictures)}
    return client.submit(values, form=PICTURES, button=last_button(client), status=status)


def come_back_here(client: PageClient, pictures: Sequence[str] = FOUR, *, status: int = 200) -> Page:
    client.get("/back-here")
    return client.submit({"picked": ",".join(pictures)}, form=PICTURES, button=last_button(client), status=status)


def last_button(client: PageClient) -> str:
    """The words of the button that sends the pictures; all before it choose one."""
    assert client.page is not None
    return client.page.form(PICTURES).all("button[type=submit]")[-1].text


def shown_checkin(client: PageClient) -> str:
    """The id of the check-in that the last page is about."""
    assert client.page is not None
    parts = client.page.path.split("/")
    return parts[parts.index("check-ins") + 1]


def sign_in(client: PageClient, db: Database, owner_id: str, *, at: str, present: str = "alone") -> str:
    """Let a browser in as somebody without a form; return the token."""
    _, token = begin_passing(db, owner_id=owner_id, device_token="d" * 32, present=present, at=at)
    with client.client.session_transaction(base_url=client.base_url) as session:
        session["_user_id"] = token
    return token


def browser_of(app: Flask, db: Database, who: Staff | str, *, at: str) -> FlaskClient:
    """A browser whose pages nobody checks, let in as one of the staff or as a person, named by their id."""
    client = app.test_client()
    if isinstance(who, Staff):
        token = begin_staff(db, who, device_token="s" * 32, at=at).token
    else:
        token = begin_passing(db, owner_id=who, device_token="d" * 32, present="alone", at=at)[1]
    with client.session_transaction() as session:
        session["_user_id"] = token
    return client


def moment(client: PageClient) -> str:
    """What time it is for the app that a browser asks."""
    return str(client.client.application.extensions["wheel"].now())


def store(client: PageClient) -> Database:
    """The store of the app that a browser asks."""
    found: Database = client.client.application.extensions["wheel"].db
    return found


def language_of(client: PageClient) -> str:
    """The language that a browser has chosen; empty where it has not."""
    with client.client.session_transaction(base_url=client.base_url) as session:
        return str(session.get("language", ""))


def speak_like(client: PageClient, other: PageClient) -> None:
    """Let one browser have the language that another has chosen."""
    speak(client, language_of(other))


def speak(client: PageClient, code: str) -> None:
    """Let a browser have a language without a form."""
    with client.client.session_transaction(base_url=client.base_url) as session:
        session["language"] = code


def another(client: PageClient) -> PageClient:
    """Another browser with the same app."""
    return PageClient(client.client.application, db=client.db, base_url=client.base_url)
