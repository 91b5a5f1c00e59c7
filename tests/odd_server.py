"""A WSGI application that fails where Django would not see it: each address in another way."""

SECRET = "typed-word"


def application(environ, start_response):
    heads = [("Content-Type", "text/plain")]
    if environ["PATH_INFO"] == "/before":
        raise ValueError(SECRET)
    if environ["PATH_INFO"] == "/header":
        heads.append(("X-Word", f"{SECRET}\r\nX-Other: 1"))
    start_response("200 OK", heads)
    return _pieces(environ["PATH_INFO"])


def _pieces(path):
    yield b"the first piece"
    if path == "/midway":
        raise ValueError(SECRET)
