"""The form that all forms build on."""

from __future__ import annotations

import pytest

from tests.support.page import PageClient
from wheel_app.web import Form

LANGUAGE_OF_THE_MACHINE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize("language", ["", "C", "xx_YY.UTF-8"])
def test_forms_open_whatever_language_the_machine_has(
    client: PageClient, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    for name in LANGUAGE_OF_THE_MACHINE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", language)
    monkeypatch.setattr(Form.Meta, "translations_cache", {})
    assert client.get("/begin").status == 200
