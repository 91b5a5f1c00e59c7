"""Addresses of the desk, below /admin/.  The admin site wraps each view: only staff reach it."""

from django.urls import path

from reports.desk import (
    board,
    centre,
    corrections,
    region,
    release,
    releases,
    report_files,
    review,
    rows,
    section,
    submit,
    trail,
)


def urls(wrap):
    """The addresses; `wrap` (the site's admin_view) asks for a signed-in member of staff."""
    year = "returns/<str:unit>/<int:year>/"
    return [
        path("reports-centre/", wrap(centre.centre), name="desk_centre"),
        path(
            "reports-centre/<int:year>/<slug:report>.xlsx",
            wrap(report_files.report),
            name="desk_report",
        ),
        path("my-region/", wrap(region.my_region), name="desk_my_region"),
        path(f"{year}submit/", wrap(submit.submit), name="desk_submit"),
        path(f"{year}reasons/", wrap(submit.reasons), name="desk_reasons"),
        path(f"{year}withdraw/", wrap(submit.withdraw), name="desk_withdraw"),
        path(f"{year}review/", wrap(review.review), name="desk_review"),
        path(f"{year}correction/", wrap(corrections.ask), name="desk_ask"),
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
        path("board/", wrap(board.board), name="desk_board"),
        path("board/<int:year>/remind/", wrap(board.remind), name="desk_remind"),
        path("board/send-again/", wrap(board.send_again), name="desk_send_again"),
        path("corrections/", wrap(corrections.corrections), name="desk_corrections"),
        path("corrections/<int:pk>/", wrap(corrections.decide), name="desk_correction"),
        path("objections/<int:pk>/", wrap(corrections.dispute), name="desk_dispute"),
        path("who-did-what/", wrap(trail.trail), name="desk_trail"),
        path("receipts/<int:pk>/", wrap(submit.receipt), name="desk_receipt"),
    ]
