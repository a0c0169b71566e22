"""From a page that is not theirs somebody in the middle of a visit finds the way back to it."""

from __future__ import annotations

import pytest

from tests import visits
from tests.support.page import PageClient

ASIDE = [("/what-is-kept", 200), ("/nothing-here", 404)]


@pytest.mark.parametrize(("path", "status"), ASIDE)
def test_in_a_visit_it_leads_to_ones_own_page(client: PageClient, path: str, status: int) -> None:
    visits.first_touch(client)
    draft = visits.shown_checkin(client)
    client.get(path, status=status)
    page = client.follow("To my page")
    assert f"/check-ins/{draft}/so-far" in page.html


@pytest.mark.parametrize(("path", "status"), ASIDE)
def test_without_a_visit_it_leads_to_the_first_page(client: PageClient, path: str, status: int) -> None:
    page = client.get(path, status=status)
    assert page.link("To the first page") == "/"
    assert "To my page" not in page.text
