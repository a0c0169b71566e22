"""Serves the app with the configuration from the environment: `python run.py`, or `gunicorn run:app`."""

import sys

from wheel_app.serving import make_app, serve

if __name__ == "__main__":
    sys.exit(serve())
else:
    app = make_app()
