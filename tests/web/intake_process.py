"""A small server of its own: `intake_process.py SECONDS THREADS [CERTIFICATE KEY]`; it prints its port."""

import sys
from typing import Any

from flask import Flask, Response, request
from gunicorn.app.base import BaseApplication

from wheel_app.config import Settings
from wheel_app.serving import Worker
from wheel_app.web.intake import init_intake

SECONDS, THREADS, *TLS = sys.argv[1:]


def make_app() -> Flask:
    app = Flask("tiny", static_folder=None)
    init_intake(app, seconds=float(SECONDS))

    @app.post("/")
    def size() -> Response:
        return Response(f"{len(request.get_data())} bytes")

    return app


def tell(arbiter: Any) -> None:
    sys.stdout.write(f"{arbiter.LISTENERS[0].getsockname()[1]}\n")
    sys.stdout.flush()


class TinyWorker(Worker):
    head_seconds = float(SECONDS)


class Tiny(BaseApplication):  # type: ignore[misc]
    settings = Settings(database_url="", secret_key="", seal_key="", base_url="http://localhost")

    def load_config(self) -> None:
        options = {"bind": "127.0.0.1:0", "worker_class": TinyWorker, "threads": int(THREADS), "when_ready": tell}
        for name, value in {**options, **dict(zip(("certfile", "keyfile"), TLS, strict=False))}.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return make_app()


Tiny().run()
