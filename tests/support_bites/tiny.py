"""A tiny app and one good page, to spoil in every way that the page check must notice."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response

from tests.support.checks_of_reply import CSP, EXACT, FEATURES_OFF, HSTS
from tests.support.page import PageClient

GOOD_PAGE = """<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8"><title>Your wheel – The wheel</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/family-12345678.css">
<script type="module" src="/static/family-12345678.js"></script>
</head>
<body>
<a class="exit" href="/exit">Exit this page</a>
<a href="#main">Skip to the page</a>
<main id="main">
<h1>Your wheel</h1>
<h2>A part</h2>
<form id="words" method="post" action="/words" hx-post="/words" hx-target="#main">
<input type="hidden" name="csrf_token" value="token">
<label for="note">Your words</label>
<p id="note-hint">Nobody reads this.</p>
<textarea id="note" name="note" aria-describedby="note-hint">
as before</textarea>
<fieldset><legend>How is it?</legend>
<input type="radio" id="band-1" name="band" value="1"><label for="band-1">Hard</label>
<input type="radio" id="band-2" name="band" value="2" checked><label for="band-2">Good</label>
</fieldset>
<select id="who" name="who" aria-label="Who">
<option value="me" selected>Me</option><option value="you">You</option></select>
<button name="go" value="next">Go on</button>
<button name="go" value="back">Go back</button>
</form>
<a href="/list" hx-get="/list">The list</a>
<svg role="img" viewBox="0 0 1 1"><title>A wheel</title><path d="M0 0"/></svg>
<svg aria-hidden="true" viewBox="0 0 1 1"><path d="M0 0"/></svg>
<img src="/static/a-12345678.svg" alt="">
</main>
</body>
</html>
"""
GOOD_ERROR = (
    GOOD_PAGE.replace("<title>Your", "<title>Error: Your")
    .replace(
        "<h1>Your wheel</h1>",
        '<div class="govuk-error-summary"><p>Look again</p><a href="#note">Say it shorter</a></div><h1>Your wheel</h1>',
    )
    .replace(
        '<textarea id="note" name="note" aria-describedby="note-hint">',
        '<p id="note-error" class="govuk-error-message">Say it shorter</p>'
        '<textarea id="note" name="note" aria-invalid="true" aria-describedby="note-hint note-error">',
    )
)
GOOD_PIECE = '<div id="main"><h1>Your wheel</h1><p>Saved</p></div>'
GOOD_HEADERS = {
    **EXACT,
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in CSP.items()),
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in sorted(FEATURES_OFF)),
    "Cache-Control": "no-store",
    "Vary": "HX-Request, Cookie",
    "Set-Cookie": "session=abc; HttpOnly; Path=/; SameSite=Lax",
}
GOOD_HTTPS_HEADERS = {
    **GOOD_HEADERS,
    "Strict-Transport-Security": HSTS,
    "Set-Cookie": "__Host-session=abc; Secure; HttpOnly; Path=/; SameSite=Lax",
}


class CountedStore:
    """Tells its observer as many statements as it is asked for."""

    def __init__(self) -> None:
        self.told: Callable[[str], None] | None = None

    def observe(self, callback: Callable[[str], None] | None) -> None:
        self.told = callback

    def run(self, times: int) -> None:
        for _ in range(times):
            if self.told:
                self.told("SELECT 1")


def tiny_client(
    html: str = GOOD_PAGE,
    headers: dict[str, str] | None = None,
    *,
    status: int = 200,
    statements: int = 0,
    base_url: str = "http://localhost",
) -> PageClient:
    """A checking client on an app that answers every address with `html`."""
    app, store = Flask(__name__), CountedStore()

    @app.route("/", defaults={"path": ""}, methods=["GET", "POST"])
    @app.route("/<path:path>", methods=["GET", "POST"])
    def answer(path: str) -> Response:
        store.run(statements)
        return Response(html, status, headers=GOOD_HEADERS if headers is None else headers, mimetype="text/html")

    return PageClient(app, db=store, base_url=base_url)
