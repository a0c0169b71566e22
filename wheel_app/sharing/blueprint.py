"""The blueprint that this room's pages hang on."""

from flask import Blueprint

bp = Blueprint("sharing", __name__)
