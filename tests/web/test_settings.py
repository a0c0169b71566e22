"""A wrong or missing setting stops the start with one sentence that names it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import settings_for
from wheel_app import create_app
from wheel_app.config import SettingError, Settings
from wheel_app.storage import MissingDatabase

GOOD = {
    "WHEEL_DATABASE_URL": "sqlite:///instance/wheel.db",
    "WHEEL_SECRET_KEY": "s" * 32,
    "WHEEL_SEAL_KEY": "t" * 32,
    "WHEEL_BASE_URL": "https://wheel.example.org",
}


def read(**other: str) -> Settings:
    return Settings.from_environment({**GOOD, **other})


def refusal(environ: dict[str, str]) -> str:
    with pytest.raises(SettingError) as refused:
        Settings.from_environment(environ)
    return str(refused.value)


def test_what_must_be_set_is_enough() -> None:
    settings = read()
    assert settings.base_url == "https://wheel.example.org"
    assert settings.is_https
    assert (settings.keep_months, settings.purge_hours) == (15, 24)
    assert (settings.idle_minutes_alone, settings.idle_minutes_with_worker) == (10, 30)
    assert settings.area is None
    assert settings.exit_url.startswith("https://")


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("value", [None, "", "   "])
def test_what_must_be_set_is_asked_for_by_name(name: str, value: str | None) -> None:
    environ = {key: text for key, text in GOOD.items() if key != name} | ({name: value} if value is not None else {})
    assert refusal(environ).startswith(name)


@pytest.mark.parametrize("name", ["WHEEL_SECRET_KEY", "WHEEL_SEAL_KEY"])
def test_a_short_key_is_refused_and_never_repeated(name: str) -> None:
    said = refusal({**GOOD, name: "short-secret"})
    assert name in said
    assert "short-secret" not in said
    assert "openssl" in said


@pytest.mark.parametrize(
    "url",
    ["wheel.example.org", "ftp://wheel.example.org", "https://", "//x", "http://", "https://wheel.example.org:port",
     "https://wheel.example.org:99999", "https://[wheel", "https://wheel.example.org/app", "https://wheel.example.org/?a",
     "https://me@wheel.example.org", "https://wheel.example.org/#back"],
)  # fmt: skip
def test_the_address_must_be_whole(url: str) -> None:
    assert refusal({**GOOD, "WHEEL_BASE_URL": url}).startswith("WHEEL_BASE_URL")


@pytest.mark.parametrize("url", ["http://wheel.example.org", "http://192.0.2.1:8000", "http://localhost.example.org"])
def test_plain_http_is_for_this_machine_only(url: str) -> None:
    assert "https" in refusal({**GOOD, "WHEEL_BASE_URL": url})


@pytest.mark.parametrize(
    "url", ["http://localhost:8000", "http://127.0.0.1:8000", "http://[::1]:8000", "http://127.1.2.3"]
)
def test_on_this_machine_plain_http_will_do(url: str) -> None:
    settings = read(WHEEL_BASE_URL=f"{url}/")
    assert (settings.base_url, settings.is_https) == (url, False)


@pytest.mark.parametrize("url", ["http://example.org", "javascript:alert(1)", "//example.org", "weather", "https://"])
def test_the_exit_leads_to_an_everyday_page_over_https(url: str) -> None:
    assert refusal({**GOOD, "WHEEL_EXIT_URL": url}).startswith("WHEEL_EXIT_URL")


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("WHEEL_KEEP_MONTHS", 1, 120),
        ("WHEEL_PURGE_HOURS", 1, 168),
        ("WHEEL_BACKUP_DAYS", 0, 400),
        ("WHEEL_IDLE_MINUTES_ALONE", 1, 60),
        ("WHEEL_IDLE_MINUTES_WITH_WORKER", 1, 60),
        ("WHEEL_TRUSTED_PROXIES", 0, 5),
    ],
)
def test_numbers_are_whole_and_within_reason(name: str, least: int, most: int) -> None:
    for good in (least, most):
        assert getattr(read(**{name: str(good)}), name.removeprefix("WHEEL_").lower()) == good
    for bad in (str(least - 1), str(most + 1), "1.5", "ten", "-1", "1e2", "٣"):
        said = refusal({**GOOD, name: bad})
        assert said.startswith(name)
        assert f"{least} to {most}" in said


def test_an_area_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert str(tmp_path / "none") in refusal({**GOOD, "WHEEL_AREA": str(tmp_path / "none")})
    assert read(WHEEL_AREA=str(tmp_path)).area == tmp_path


@pytest.mark.parametrize("name", ["WHEEL_SECRET_KEY", "WHEEL_SEAL_KEY"])
def test_a_key_may_be_in_a_file_that_only_we_may_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("k" * 40 + "\n")
    path.chmod(0o600)
    environ = {key: text for key, text in GOOD.items() if key != name} | {f"{name}_FILE": str(path)}
    assert "k" * 40 in (Settings.from_environment(environ).secret_key, Settings.from_environment(environ).seal_key)
    path.chmod(0o644)
    assert "chmod 600" in refusal(environ)
    assert str(tmp_path / "none") in refusal({**environ, f"{name}_FILE": str(tmp_path / "none")})


def test_the_app_says_that_there_is_no_database(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/none.db"
    with pytest.raises(MissingDatabase):
        create_app(settings_for(database_url=address))
    assert not list(tmp_path.iterdir())


def test_an_older_key_still_opens_a_visit(app: Flask) -> None:
    client = app.test_client()
    with client.session_transaction() as session:
        session["language"] = "ur"
    cookie = client.get_cookie("session")
    assert cookie is not None
    db, clock = app.extensions["wheel"].db, app.extensions["wheel"].now
    renewed = settings_for(secret_key="n" * 32, old_secret_keys=(settings_for().secret_key,))
    for settings, language in ((renewed, "ur"), (settings_for(secret_key="n" * 32), "en")):
        other = create_app(settings, db=db, now=clock).test_client()
        other.set_cookie("session", cookie.value)
        assert f'<html lang="{language}"' in other.get("/").get_data(as_text=True)


@pytest.mark.parametrize("word", ["1", "true", "yes", "on"])
def test_nobody_serves_with_debugging_on(word: str) -> None:
    assert refusal({**GOOD, "FLASK_DEBUG": word}).startswith("FLASK_DEBUG")


@pytest.mark.parametrize("word", ["", "0", "false", "no"])
def test_debugging_that_is_off_starts(word: str) -> None:
    assert read(FLASK_DEBUG=word).workers
