"""A page that is left alone does not stay: the script covers and leaves it, and without one the browser leaves."""

from __future__ import annotations

import re

import pytest

from tests import visits
from tests.support.page import PageClient

LEAVES = re.compile(r'<noscript><meta http-equiv="refresh" content="(\d+);url=([^"]*)"></noscript>')


@pytest.mark.parametrize(("present", "seconds"), [("alone", 600), ("helped", 600), ("worker", 1800)])
def test_without_a_script_it_is_left_when_the_visit_is_over(client: PageClient, present: str, seconds: int) -> None:
    visits.begin(client, present=present)
    page = client.get("/mine")
    assert LEAVES.findall(page.html) == [(str(seconds), "/away")]
    assert page.one("body").get("data-idle-minutes") == str(seconds // 60)
    assert client.get("/away").heading == "Hello"
    assert client.get("/mine").path == "/"


def test_a_page_that_is_nobodys_stays(client: PageClient) -> None:
    for path in ("/", "/begin", "/back", "/what-is-kept"):
        assert "http-equiv" not in client.get(path).html
