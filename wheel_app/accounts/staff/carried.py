"""What somebody sent after they had been signed out: carried through signing in, and offered again to them alone."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_login import current_user
from itsdangerous import BadData, URLSafeSerializer

from wheel_app.accounts.sealing import name_of
from wheel_app.accounts.sign_ins import SignIn
from wheel_app.accounts.staff.blueprint import pepper
from wheel_app.accounts.staff.forms import SignInForm
from wheel_app.accounts.staff.visits.queries import find_staff_of_visit
from wheel_app.storage import StorageError, later
from wheel_app.web import current_db, now, page
from wheel_app.web.forms import has_secrets
from wheel_app.web.sign_ins import carried_visit

HOURS = 12
# With everything around it, it must go through the door that a form comes in by.
LARGEST = 180 * 1024
# Whose page it was, as the script says when somebody sends a form from one that was covered.
TYPED_BY = "typed_by"
Sent = list[list[str]]


def keep_sent() -> Response | None:
    """Return the page that keeps what was sent from a page of a visit that is over; None where nothing is to be kept.

    To nobody it is the page to sign in; to whoever typed it, and has signed in on another page meanwhile, the offer to
    send it. What was sent with a password or a PIN is not kept: it would stand on the page that offers it. Nor is the
    mere press of a button: whoever is offered it could not tell what it was.
    """
    sent = [[name, value] for name, value in request.form.items(multi=True) if name not in ("csrf_token", TYPED_BY)]
    if not sent or has_secrets(request.form):
        return None
    if current_user.is_anonymous:
        return _sign_in_in_place(sent)
    is_theirs = current_user.staff_id is not None and current_user.staff_id == request.form.get(TYPED_BY)
    return _offer(request.full_path.rstrip("?"), sent, status=409) if is_theirs else None


def _sign_in_in_place(sent: Sent) -> Response | None:
    staff_id = _who_was_here()
    sealed = _seal(staff_id, sent) if staff_id else ""
    if not sealed or len(sealed) > LARGEST:
        return None
    return page("accounts/sign_in.html", form=SignInForm(formdata=None, carried=sealed), status=401)


def _who_was_here() -> str | None:
    token = carried_visit()
    try:
        return find_staff_of_visit(current_db(), name_of(token)) if token else None
    except StorageError:
        return None


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(pepper(), salt="carried")


def _seal(staff_id: str, sent: Sent) -> str:
    return str(_serializer().dumps({"staff": staff_id, "to": request.full_path.rstrip("?"), "at": now(), "sent": sent}))


def offer_again(carried: str | None, sign_in: SignIn) -> Response | None:
    """Return the page that offers what was carried, None where nothing was, or it is somebody else's."""
    found = _open(carried or "")
    if found is None or found["staff"] != sign_in.staff_id or now() > later(found["at"], hours=HOURS):
        return None
    return _offer(found["to"], found["sent"])


def _offer(to: str, sent: Sent, *, status: int = 200) -> Response:
    # What somebody wrote, apart from what the form itself brought along.
    words = [value for _, value in sent if " " in value]
    return page("accounts/send_again.html", to=to, sent=sent, words=words, status=status)


def _open(carried: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = _serializer().loads(carried)
    except BadData:
        return None
    return found
