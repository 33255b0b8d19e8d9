"""The blueprint that the desk's modules hang their routes into; for the signed-in only."""

from flask import Blueprint

from app.web.context import require_sign_in

desk = Blueprint("desk", __name__, url_prefix="/desk")
desk.before_request(require_sign_in)
