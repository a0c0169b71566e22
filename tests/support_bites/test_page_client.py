"""What the page client itself does: filling in, sending, following, and reading a page."""

from __future__ import annotations

import pytest
from flask import Flask, Response, redirect, request

from tests.support.dom import parse
from tests.support.page import Page, PageClient
from tests.support_bites.tiny import GOOD_HEADERS, GOOD_PAGE, CountedStore, tiny_client


def echo_client(page: str = GOOD_PAGE) -> PageClient:
    """An app that shows the good page and answers with what it was sent."""
    app = Flask(__name__)

    @app.get("/")
    def show() -> Response:
        return Response(page, headers=GOOD_HEADERS)

    @app.post("/words")
    def take() -> Response:
        sent = "&".join(f"{name}={value}" for name, value in request.form.items(multi=True))
        return Response(f"{sent}|{request.headers.get('HX-Request', '')}", headers=GOOD_HEADERS, mimetype="text/plain")

    @app.get("/away")
    def away() -> Response:
        response = redirect("/", 303)
        response.headers.update(GOOD_HEADERS)
        return response  # type: ignore[return-value]

    return PageClient(app, db=CountedStore())


def test_untouched_form_sends_what_stands_in_it() -> None:
    client = echo_client()
    client.get("/")
    assert client.submit().html == "csrf_token=token&note=as before&band=2&who=me&go=next|"


def test_values_and_button_are_sent() -> None:
    client = echo_client()
    client.get("/")
    reply = client.submit({"note": "new", "band": "1", "who": "you"}, button="Go back")
    assert reply.html == "csrf_token=token&note=new&band=1&who=you&go=back|"


def test_htmx_is_asked_for() -> None:
    client = echo_client()
    client.get("/")
    assert client.submit(htmx=True).html.endswith("|true")


def test_post_carries_the_token_of_the_last_page() -> None:
    client = echo_client()
    client.get("/")
    assert client.post("/words", {"a": ["1", "2"]}).html == "a=1&a=2&csrf_token=token|"
    assert client.post("/words", {"a": "1"}, with_token=False).html == "a=1|"


@pytest.mark.parametrize("values", [{"noted": "x"}, {"band": "7"}, {"who": "nobody"}])
def test_what_the_form_does_not_offer_is_refused(values: dict[str, str]) -> None:
    client = tiny_client()
    client.get("/")
    with pytest.raises(AssertionError, match=r"no field|offers"):
        client.submit(values)


def test_a_button_elsewhere_sends_the_form_that_it_names() -> None:
    page = GOOD_PAGE.replace("</main>", '<button form="words" name="go" value="end">The end</button></main>')
    client = echo_client(page)
    client.get("/")
    assert client.submit(button="The end").html.endswith("&go=end|")


def test_a_button_that_is_not_there_is_refused() -> None:
    client = tiny_client()
    client.get("/")
    with pytest.raises(AssertionError, match="0 buttons fit"):
        client.submit(button="Finish")


def test_redirects_are_followed_and_other_statuses_refused() -> None:
    client = echo_client()
    assert client.get("/away").heading == "Your wheel"
    assert client.get("/away", status=303).location == "/"
    with pytest.raises(AssertionError, match="→ 200, expected 404"):
        client.get("/", status=404)


def test_a_page_answers_questions() -> None:
    page: Page = tiny_client().get("/")
    assert page.title == "Your wheel – The wheel"
    assert page.link("The list") == "/list"
    assert page.field("Your words").get("id") == "note"
    assert page.texts("fieldset label") == ["Hard", "Good"]
    assert "Skip to the page" not in page.text
    assert [b.get("value") for b in page.form("/words").all("button[name=go]")] == ["next", "back"]


def test_selectors_find_by_place() -> None:
    root = parse("<div id='a' class='x y'><p><b lang='ur'>one</b></p></div><p hidden>two</p>", piece=True).root
    assert [e.text for e in root.all("#a.x b, p[hidden]")] == ["one", "two"]
    assert root.all("b[lang^=u]") == root.all(".y p b")
    assert root.one("b").inside("div") == root.one("#a")
    with pytest.raises(AssertionError, match="cannot read the selector"):
        root.all("p > b")
