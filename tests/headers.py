"""What every answer of the portal carries, whatever it is: a page, an error, a file, a redirect."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {"default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"}
POLICY |= {"form-action 'self'"}


def lacking(answer):
    """What an answer should carry and does not, or the other way round (list of str)."""
    heads, page = answer.headers, answer.request["PATH_INFO"]
    told = [name for name, value in ALWAYS.items() if heads.get(name) != value]
    policy = set(heads.get("Content-Security-Policy", "").split("; "))
    told += sorted(POLICY - policy) + [one for one in policy if "unsafe" in one]
    told += [] if heads.get("X-Request-ID") else ["X-Request-ID"]
    if not page.startswith("/admin/"):
        told += ["no cookie"] if answer.cookies else []
    elif answer.status_code == 200 and "no-store" not in heads.get("Cache-Control", ""):
        told.append("no-store")
    return told
