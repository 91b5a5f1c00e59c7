"""Addresses and forms are UTF-8, whatever charset a request names.

Django reads even the query of an address by the charset of the Content-Type.  No cache in front has
that in its key: one reader would choose how the page is made that others are then shown.  Names
such as "base64" or "idna" let it fail before there is a request that could be answered in words.
"""

import re

FORM = "multipart/form-data"
BOUNDARY = re.compile(r'\bboundary=("[^"]*"|[^\s;"]+)', re.IGNORECASE)


def only_utf8(application):
    """A WSGI application that hears of no charset."""

    def told(environ, start_response):
        environ["CONTENT_TYPE"] = _without_charset(environ.get("CONTENT_TYPE", ""))
        return application(environ, start_response)

    return told


def _without_charset(header):
    """The kind of a body, and what parts a form that carries files."""
    kind = header.partition(";")[0].strip()
    boundary = BOUNDARY.search(header) if kind.lower() == FORM else None
    return f"{kind}; {boundary[0]}" if boundary else kind
