"""A browser's part of the talk: cookies, the token of a form, what nginx would add."""

import http.client
import re
import secrets
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.load.serving import HOST

PATIENCE = 130  # seconds that nginx would wait
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
FIELD = re.compile(r'<input type="hidden" name="token" value="([^"]+)"')


class Failed(Exception):
    """An answer that nobody wants: its status and address."""


@dataclass
class Answer:
    status: int
    heads: http.client.HTTPMessage
    body: bytes
    seconds: float

    @property
    def text(self):
        return self.body.decode()


class Visitor:
    """Asks one server on 127.0.0.1, a new connection each time, as nginx does."""

    host = HOST

    def __init__(self, port):
        self.port, self.cookies = port, {}

    def get(self, path, **heads):
        return self._ask("GET", path, None, heads)

    def post(self, path, fields, content_type="application/x-www-form-urlencoded"):
        body = fields if isinstance(fields, bytes) else urlencode(fields, doseq=True).encode()
        return self._ask("POST", path, body, {"Content-Type": content_type})

    def upload(self, path, token, name, data):
        """Send a file (bytes) as a form does."""
        mark = secrets.token_hex(16)
        part = f'--{mark}\r\nContent-Disposition: form-data; name="{{}}"{{}}\r\n\r\n'
        body = part.format("csrfmiddlewaretoken", "").encode() + token.encode() + b"\r\n"
        body += part.format("file", f'; filename="{name}"').encode() + data
        body += f"\r\n--{mark}--\r\n".encode()
        return self.post(path, body, f"multipart/form-data; boundary={mark}")

    def form(self, path):
        """The token (str) of the form on a page, and its Answer."""
        answer = self.get(path)
        return TOKEN.search(answer.text)[1], answer

    def sign_in(self, name, password):
        token, _answer = self.form("/admin/login/")
        fields = {"username": name, "password": password, "csrfmiddlewaretoken": token}
        self.post("/admin/login/?next=/admin/", fields)
        if "__Host-sid" not in self.cookies:
            raise Failed(f"{name} may not sign in")

    def _link(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def _ask(self, method, path, body, heads):
        heads = {name.replace("_", "-"): value for name, value in heads.items()}
        heads |= {"Host": self.host, "Referer": f"https://{self.host}/"}
        heads |= {"X-Forwarded-Proto": "https"}
        heads |= {"X-Real-IP": "127.0.0.1", "Connection": "close"}
        if self.cookies:
            heads["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        start = time.monotonic()
        link = self._link()
        try:
            link.request(method, path, body, heads)
            got = link.getresponse()
            answer = Answer(got.status, got.headers, got.read(), time.monotonic() - start)
        finally:
            link.close()
        for cookie in answer.heads.get_all("Set-Cookie", ()):
            name, _sign, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status >= 400:
            raise Failed(f"{answer.status} {method} {path}")
        return answer
