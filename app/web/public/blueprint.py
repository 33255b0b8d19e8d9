"""The blueprint that the public pages hang their routes into."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

public = Blueprint("public", __name__)


@public.after_request
def keep_out_of_indexes(response: Response) -> Response:
    """Names on notices and verification answers are for readers, not for search engines."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
