"""Addresses of the desk, below /admin/.  The admin site wraps each view: only staff reach it."""

from django.urls import path

from reports.desk import centre, region, report_files, rows, section, submit


def urls(wrap):
    """The addresses; `wrap` (the site's admin_view) asks for a signed-in member of staff."""
    year = "returns/<str:unit>/<int:year>/"
    return [
        path("reports-centre/", wrap(centre.centre), name="desk_centre"),
        path(
            "reports-centre/<int:year>/<slug:name>.xlsx",
            wrap(report_files.report),
            name="desk_report",
        ),
        path("my-region/", wrap(region.my_region), name="desk_my_region"),
        path(f"{year}submit/", wrap(submit.submit), name="desk_submit"),
        path(f"{year}reasons/", wrap(submit.reasons), name="desk_reasons"),
        path(f"{year}withdraw/", wrap(submit.withdraw), name="desk_withdraw"),
        path(f"{year}<slug:key>/", wrap(section.section), name="desk_section"),
        path("rows/<str:indicator>/<int:year>/", wrap(rows.rows), name="desk_rows"),
        path(
            "rows/<str:indicator>/<int:year>/<str:unit>/",
            wrap(rows.rows),
            name="desk_rows_of_unit",
        ),
        path("receipts/<int:pk>/", wrap(submit.receipt), name="desk_receipt"),
    ]
