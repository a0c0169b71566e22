"""“Find something local”: a topic, for whom, where; then what there is. It asks nobody who they are and keeps nothing.

What is looked for is posted from page to page: the browser keeps addresses, and one with a word or an entry in it would
tell whoever comes next what somebody looked for (decision 10).
"""

from __future__ import annotations

from typing import Any

from flask import Response, abort, request
from flask_babel import gettext
from flask_login import current_user

from wheel_app.directory.leaflet import leaflet_of, pressed
from wheel_app.directory.pages.blueprint import bp
from wheel_app.directory.pages.forms import FindForm
from wheel_app.directory.pages.topics import topic_of, topics
from wheel_app.directory.queries import find_service
from wheel_app.directory.searching.queries import find_services
from wheel_app.directory.searching.rules import Wanted, read_token
from wheel_app.directory.taking import taker_of
from wheel_app.web import current_db, page, redirect_to
from wheel_app.web.forms import tidy


@bp.get("/local")
def find() -> Response:
    return _ask_topic(FindForm(formdata=None).offer())


@bp.post("/local")
def find_now() -> Response:
    form = FindForm().offer()
    go = request.form.get("go", "")
    if go == "topics":
        return _ask_topic(form)
    if go == "change" or (request.form.get("topic") and not request.form.get("asked")):
        return _ask_more(form)
    wanted = form.read(current_db())
    return _ask_more(form, 422) if wanted is None else _results(form, wanted)


@bp.get("/local/one")
@bp.get("/local/print.pdf")
def find_anew() -> Response:
    return redirect_to("directory.find")


@bp.post("/local/one")
def show() -> Response:
    service = find_service(current_db(), tidy(request.form.get("service_id", ""))[:40])
    if service is None or not service.is_listed:
        abort(404)
    form = FindForm().offer()
    return page("directory/show.html", form=form, service=service, **_taking(form))


@bp.post("/local/print.pdf")
def pdf() -> Response:
    if not _may_keep_files():
        abort(404)
    form = FindForm().offer()
    wanted = form.read(current_db())
    return _ask_more(form, 422) if wanted is None else _pdf(form, wanted)


def _may_keep_files() -> bool:
    """Whether a file may be left on this device: on a shared one it would tell the next person what it is about."""
    return bool(getattr(current_user, "is_own_device", False) or getattr(current_user, "staff_id", None))


def _pdf(form: FindForm, wanted: Wanted) -> Response:
    found = find_services(current_db(), wanted, read_token(request.form.get("after", ""))).found
    topic = topic_of(form.topic.data or "")
    title = gettext(topic.label) if topic else gettext("What there is")
    paper = pressed(leaflet_of(found, title=title, wanted=form.said(wanted)))
    if paper is None:
        return page("directory/no_pdf.html", form=form, status=503)
    return Response(
        paper, content_type="application/pdf", headers={"Content-Disposition": 'attachment; filename="local.pdf"'}
    )


def _ask_topic(form: FindForm) -> Response:
    return page("directory/find.html", form=form, topics=topics(), **_taking(form))


def _ask_more(form: FindForm, status: int = 200) -> Response:
    return page("directory/more.html", form=form, topic=topic_of(form.topic.data or ""), status=status, **_taking(form))


def _results(form: FindForm, wanted: Wanted) -> Response:
    after = read_token(request.form.get("after", ""))
    found = find_services(current_db(), wanted, after)
    return page(
        "directory/results.html" if found.found or after else "directory/nothing.html",
        form=form,
        topic=topic_of(form.topic.data or ""),
        wanted=wanted,
        found=found,
        after=after,
        may_keep_files=_may_keep_files(),
        **_taking(form),
    )


def _taking(form: FindForm) -> dict[str, Any]:
    return {"taker": taker_of(form.into.data or "")}
