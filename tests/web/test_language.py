"""The language: chosen by eye or by ear, else asked of the browser; right to left where it is written so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import visits
from tests.builders import family_wheel
from tests.conftest import Clock, settings_for
from tests.support.page import PageClient
from wheel_app import create_app
from wheel_app.storage import Database

TOPIC = family_wheel().topic("home").audio_key_for("me")


def chosen(client: PageClient, path: str = "/", **headers: str) -> tuple[str, str]:
    html = client.get(path, headers=headers).root
    return html.get("lang"), html.get("dir")


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", "en"),
        ("ur", "ur"),
        ("ur-PK,ur;q=0.9,en;q=0.8", "ur"),
        ("en-GB,en;q=0.9,ur;q=0.8", "en"),
        ("de,fr", "en"),
        ("*", "en"),
        ("x" * 5000, "en"),
        ("ur;q=nonsense", "en"),
    ],
)
def test_the_browser_is_asked_where_nobody_chose(client: PageClient, asked: str, language: str) -> None:
    assert chosen(client, **({"Accept-Language": asked} if asked else {}))[0] == language


def test_what_was_chosen_stays_and_outdoes_the_browser(client: PageClient) -> None:
    client.get("/language")
    page = client.submit(button="language=ur")
    assert page.path == "/"
    for path in ("/", "/begin", "/back", "/what-is-kept", "/language"):
        assert chosen(client, path, **{"Accept-Language": "en"}) == ("ur", "rtl")


def test_it_stays_through_a_whole_visit_and_beyond(client: PageClient, db: Database) -> None:
    client.get("/language")
    client.submit(button="language=ur")
    visits.begin(client)
    assert db.value("SELECT language FROM checkin") == "ur"
    assert client.get("/mine").root.get("dir") == "rtl"
    client.get("/exit", status=303)
    assert chosen(client) == ("ur", "rtl")


def test_each_language_is_named_in_itself(client: PageClient) -> None:
    page = client.get("/language")
    names = {button.get("value"): button for button in page.all("main button[name=language]")}
    assert {"en", "ur"} <= names.keys()
    assert all(button.get("lang") == code for code, button in names.items())
    assert names["ur"].text != "Urdu"
    assert client.get("/").all("header a[href='/language']")


@pytest.mark.parametrize("code", ["", "de", "EN", "../ur", "ur\x00", "u" * 10_000])
def test_a_language_that_is_not_offered_is_not_chosen(client: PageClient, code: str) -> None:
    client.get("/language")
    client.post("/language", {"language": code}, status=404)
    assert chosen(client)[0] == "en"


def test_pages_say_that_they_depend_on_the_language(client: PageClient) -> None:
    assert "Accept-Language" in client.get("/").headers["Vary"]


def make_area(folder: Path) -> Path:
    (folder / "languages.toml").write_text(
        '[[languages]]\ncode = "ps"\nname = "پښتو"\naudio_only = true\ntext = "ur"\n', encoding="utf-8"
    )
    recordings = folder / "audio" / "ps"
    recordings.mkdir(parents=True)
    (recordings / "language.mp3").write_bytes(b"ID3 a recording")
    (recordings / f"{TOPIC}.mp3").write_bytes(b"ID3 another recording")
    return folder


def test_a_language_may_only_be_heard(db: Database, clock: Clock, tmp_path: Path) -> None:
    app = create_app(settings_for(area=make_area(tmp_path)), db=db, now=clock)
    client = PageClient(app, db=db)
    page = client.get("/language")
    heard = page.one("a.listen[href='/audio/ps/language']")
    assert client.client.get(heard.get("href"), buffered=True).data == b"ID3 a recording"
    client.submit(button="language=ps")
    # What is read is in another language, and says so.
    assert chosen(client, "/begin") == ("ur", "rtl")
    client.submit({"about": "me", "present": "alone"})
    page = client.submit()
    assert page.one(".topic__line .listen").get("href") == f"/audio/ps/{TOPIC}"


def test_that_a_private_topic_was_heard_is_left_on_no_device(db: Database, clock: Clock, tmp_path: Path) -> None:
    area = make_area(tmp_path)
    for topic in family_wheel().private_topics:
        (area / "audio" / "ps" / f"{topic.audio_key_for('me')}.mp3").write_bytes(b"ID3 a recording")
    client = create_app(settings_for(area=area), db=db, now=clock).test_client()
    kept = {
        key: client.get(f"/audio/ps/{key}", buffered=True).headers["Cache-Control"]
        for key in (TOPIC, *(topic.audio_key_for("me") for topic in family_wheel().private_topics))
    }
    assert list(kept.values()) == ["public, max-age=86400", "no-store", "no-store"]


@pytest.mark.parametrize(
    "path", ["en/nothing", "en/../../pyproject.toml", "../../pyproject.toml", "xx/welcome", "en/%00"]
)
def test_only_recordings_are_heard(client: PageClient, path: str) -> None:
    assert client.client.get(f"/audio/{path}").status_code == 404
