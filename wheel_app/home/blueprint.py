"""The blueprint that this room's pages hang on."""

from flask import Blueprint

bp = Blueprint("home", __name__)
