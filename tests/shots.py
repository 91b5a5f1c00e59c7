"""`make shots`: every page type in three languages and two widths, every workbook, as pictures."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests import machine

LANGUAGES = ["kk", "ru", "en"]
WIDTHS = [1280, 320]
PAGES = [
    "/",
    "/2023/",
    "/2023/r1/",
    "/2024/",
    "/indicators/",
    "/indicators/elders.events/",
    "/indicators/elders.events/2023/",
    "/indicators/mediation.agreements/2024/",
    "/indicators/elders.covered/2023/",
    "/2023/r1/elders.covered/",
    "/regions/",
    "/regions/kz-10/",
    "/2023/r1/kz-63/",
    "/compare/",
    "/compare/?i=elders.events&i=houses.total&r=kz-10&r=kz-63&r=country",
    "/compare/?i=elders.events&r=kz-10&territory=comparable",
    "/data/",
    "/methodology/",
    "/glossary/",
    "/changes/",
    "/calendar/",
    "/code/",
    "/accessibility/",
    "/indicators/?q=кеңес",
    "/no-such-page/",
]
MAY_BE_MISSING = ("/2024/", "/no-such-page/")
BACK_OFFICE = [
    "/admin/",
    "/admin/releases/",
    "/admin/releases/2023/",
    "/admin/reports-centre/",
    "/admin/registry/event/",
]
BACK_OFFICE += ["/admin/my-region/?unit=KZ-10"]
BACK_OFFICE += [f"/admin/returns/KZ-10/2024/{page}/" for page in ("elders", "submit")]
BACK_OFFICE += [f"/admin/grid/KZ-10/2024/{section}/" for section in ("mothers", "clubs")]
BACK_OFFICE += ["/admin/rows/elders.covered/2023/", "/admin/rows/elders.covered/2023/KZ-10/"]
BACK_OFFICE += ["/admin/registry/event/add/"]
# A second revision of 2023, so that superseded and corrected pages are seen.
CORRECTION = """
from registry.models import Event
from reports.models import Release
from reports.publishing import build_candidate, publish
events = Event.objects.filter(year=2023, region="KZ-10", participations__kind="elders")
event = events.first()
Event.objects.filter(pk=event.pk).update(attendance=event.attendance + 1000)
release = build_candidate(2023)
notes = {"note_kk": "Бір парақ екі рет оқылған.", "note_ru": "Один лист был прочитан дважды."}
Release.objects.filter(pk=release.pk).update(**notes, note_en="One sheet was read twice.")
publish(release)
"""
WORKBOOKS = [f"/data/2023/r1/summary.{language}.xlsx" for language in LANGUAGES]

ROOT = Path(__file__).parent.parent
SHOTS = ROOT / "build" / "shots"
PASSWORD = "demo-password-of-the-shots"
NEEDS = {
    machine.chromium: ["chromium", "fonts-dejavu-core"],
    machine.libreoffice: ["libreoffice-calc", "fonts-liberation2"],
    machine.pdftoppm: ["poppler-utils"],
}


def main():
    machine.install(NEEDS)
    if not machine.chromium():
        sys.exit("Chromium is not on this machine: put it on the PATH or name it in CHROMIUM.")
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    with TemporaryDirectory() as folder, server(folder) as address:
        answers = [*shoot_pages(address), *shoot_workbooks(address, folder)]
    failed = [
        f"{status} {path}"
        for path, status in answers
        if status != 200 and not (status == 404 and path.endswith(MAY_BE_MISSING))
    ]
    print(*failed, f"{len(list(SHOTS.iterdir()))} files in {SHOTS.relative_to(ROOT)}/", sep="\n")
    sys.exit(bool(failed))


@contextmanager
def server(folder):
    """The portal on a free port, over a demo of its own; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    environment = os.environ | {
        "DEBUG": "1",
        "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
        "DEMO_PASSWORD": PASSWORD,
    }
    print("Making a demo registry for the pictures", flush=True)
    command = [sys.executable, "manage.py", "run_demo", "--port", port]
    with open(SHOTS.parent / "shots.log", "w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        wait_for(process, f"http://127.0.0.1:{port}")
        correct = [sys.executable, "manage.py", "shell", "-v", "0", "-c", CORRECTION]
        subprocess.run(correct, cwd=ROOT, env=environment, check=True)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def wait_for(process, address):
    while process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/admin/login/", timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    sys.exit("The server did not start:\n" + (SHOTS.parent / "shots.log").read_text())


def shoot_pages(address):
    """Take a picture of every page (yields its path and the status of the answer)."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**machine.launch_options())
        for width in WIDTHS:
            print(f"Pages, {width} px wide", flush=True)
            page = browser.new_page(viewport={"width": width, "height": 900})
            for language in LANGUAGES:
                for path in PAGES:
                    yield shoot(page, address, f"/{language}{path}", width)
            yield shoot(page, address, "/admin/login/", width)
            log_in(page, address)
            for path in BACK_OFFICE:
                yield shoot(page, address, path, width)
            page.close()
        browser.close()


def shoot(page, address, path, width):
    response = page.goto(address + path)
    name = path.strip("/").replace("/", "_")
    page.screenshot(path=SHOTS / f"{name}.{width}.png", full_page=True)
    return path, response.status


def log_in(page, address):
    page.goto(f"{address}/admin/login/?next=/admin/")
    page.fill("input[name=username]", "admin")
    page.fill("input[name=password]", PASSWORD)
    page.click("[type=submit]")


def shoot_workbooks(address, folder):
    """Fetch every workbook, print it as LibreOffice would (yields its path and status)."""
    print("Workbooks", flush=True)
    for path in WORKBOOKS:
        book = SHOTS / path.strip("/").replace("/", "_")
        try:
            with urllib.request.urlopen(address + path) as answer:
                book.write_bytes(answer.read())
        except urllib.error.HTTPError as error:
            yield path, error.code
            continue
        if machine.libreoffice():
            print_workbook(book, folder)
        yield path, 200


def print_workbook(book, folder):
    """A PDF beside the workbook, and a picture of each of its pages."""
    profile = f"-env:UserInstallation=file://{folder}/libreoffice"
    command = [machine.libreoffice(), profile, "--headless", "--convert-to", "pdf"]
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*command, "--outdir", SHOTS, book], **quiet)
    if machine.pdftoppm():
        pdf = book.with_suffix(".pdf")
        subprocess.run([machine.pdftoppm(), "-r", "70", "-png", pdf, book.with_suffix("")], **quiet)


if __name__ == "__main__":
    main()
