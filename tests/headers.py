"""What every answer of the portal carries, whatever it is: a page, an error, a file, a redirect."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), usb=()",
}
FOR_ANY_SITE = {"Cross-Origin-Resource-Policy": "cross-origin"}
BY_TLS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
POLICY = {"default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"}
POLICY |= {"form-action 'self'"}


def lacking(answer):
    """What an answer should carry and does not, or the other way round (list of str)."""
    heads, page = answer.headers, answer.request["PATH_INFO"]
    is_open = heads.get("Access-Control-Allow-Origin") == "*"
    wanted = ALWAYS | (FOR_ANY_SITE if is_open else {})
    wanted |= BY_TLS if answer.request["wsgi.url_scheme"] == "https" else {}
    told = [name for name, value in wanted.items() if heads.get(name) != value]
    policy = set(heads.get("Content-Security-Policy", "").split("; "))
    told += sorted(POLICY - policy) + [one for one in policy if "unsafe" in one]
    told += [] if heads.get("X-Request-ID") else ["X-Request-ID"]
    if not page.startswith("/admin/"):
        told += ["no cookie"] if answer.cookies else []
    elif answer.status_code == 200 and "no-store" not in heads.get("Cache-Control", ""):
        told.append("no-store")
    return told
