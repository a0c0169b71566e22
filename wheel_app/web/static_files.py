"""Static files: hashed names, kept for ever by browsers. Their headers come from web.security, as on all replies."""

from __future__ import annotations

import json
import re
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

HASHED = re.compile(r".*-[A-Za-z0-9]{8,}\.[a-z0-9]+(\.(gz|br))?$")


class NotBuilt(Exception):
    """The static files have not been built; the message says how."""


def init_static(app: Flask, folder: Path) -> None:
    """Serve `folder` at /static/ and give templates `asset(name)`."""
    names = _manifest(folder)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(folder),
        prefix="static/",
        allow_all_origins=False,
        immutable_file_test=lambda path, url: bool(HASHED.match(url)),
    )
    app.jinja_env.globals["asset"] = lambda name: f"/static/{names[name]}"


def _manifest(folder: Path) -> dict[str, str]:
    try:
        return dict(json.loads((folder / "manifest.json").read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise NotBuilt("The style sheet and script are not built yet. Run make build.") from error
