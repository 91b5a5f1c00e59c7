"""Addresses of the desk, below /admin/.  The admin site wraps each view: only staff reach it."""

from django.urls import path

from reports.desk import region, release, releases, rows, section, submit


def urls(wrap):
    """The addresses; `wrap` (the site's admin_view) asks for a signed-in member of staff."""
    year = "returns/<str:unit>/<int:year>/"
    return [
        path("my-region/", wrap(region.my_region), name="desk_my_region"),
        path(f"{year}submit/", wrap(submit.submit), name="desk_submit"),
        path(f"{year}reasons/", wrap(submit.reasons), name="desk_reasons"),
        path(f"{year}withdraw/", wrap(submit.withdraw), name="desk_withdraw"),
        path(f"{year}<slug:key>/", wrap(section.section), name="desk_section"),
        path("releases/", wrap(releases.releases), name="desk_releases"),
        path("releases/open/", wrap(releases.open_year), name="desk_open_year"),
        path("releases/<int:year>/", wrap(release.release), name="desk_release"),
        path("rows/<str:indicator>/<int:year>/", wrap(rows.rows), name="desk_rows"),
        path(
            "rows/<str:indicator>/<int:year>/<str:unit>/",
            wrap(rows.rows),
            name="desk_rows_of_unit",
        ),
        path("receipts/<int:pk>/", wrap(submit.receipt), name="desk_receipt"),
    ]
