"""Every type of public page in its states: what the walks in the tests and the audit visit.

The demo with a second revision of 2023 has them all; tests/reports/test_walks.py holds the list
to the addresses that there are.
"""

LANGUAGES = ("kk", "ru", "en")
WIDTHS = (1280, 320)
NORMAL = (
    "/",
    "/2023/",
    "/indicators/",
    "/indicators/?q=кеңес",
    "/indicators/elders.events/",
    "/indicators/media.languages/2022/",
    "/regions/",
    "/regions/kz-10/",
    "/regions/republic/2022/",
    "/compare/?i=elders.events&i=houses.total&r=kz-10&r=kz-63&r=country",
    "/press/",
    "/press/2022/",
    "/check/",
    "/data/",
    "/methodology/",
    "/glossary/",
    "/code/",
    "/changes/",
    "/calendar/",
    "/accessibility/",
)
EMPTY = ("/2024/", "/indicators/?q=zzz", "/compare/", "/indicators/research.grants/")
ERROR = ("/no-such-page/", "/compare/?i=no.such&r=kz-10&from=1999", "/compare/?i=all&r=all")
SUPERSEDED = ("/2023/r1/", "/2023/r1/elders.events/", "/2023/r1/kz-63/", "/2023/r1/press/")
STATES = {"normal": NORMAL, "empty": EMPTY, "error": ERROR, "superseded": SUPERSEDED}
SEARCH = tuple(path for path in (*NORMAL, *EMPTY) if "?q=" in path)
# What is old, wrong, not there yet or one reader's question stays out of search engines.
NOT_INDEXED = (*ERROR[:2], *SUPERSEDED, *SEARCH, "/2024/")
