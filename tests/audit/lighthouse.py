"""Lighthouse over every type of page: a phone, the median of three runs.

It is installed from npm into build/ by the audit itself and is no part of the project.
"""

import json
import os
import shutil
import statistics
import subprocess
from pathlib import Path

from tests import machine
from tests.pages import NOT_INDEXED, STATES

VERSION = "12"
FOLDER = Path(__file__).parent.parent.parent / "build" / "lighthouse"
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 100}
RUNS = 3
LANGUAGE = "kk"


def install():
    """Whether Lighthouse is here now (bool)."""
    if _program().exists():
        return True
    if not shutil.which("npm"):
        return False
    print(f"Installing Lighthouse {VERSION} into build/lighthouse/", flush=True)
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--no-save"]
    command += ["--prefix", str(FOLDER), f"lighthouse@{VERSION}"]
    FOLDER.mkdir(parents=True, exist_ok=True)
    return subprocess.run(command).returncode == 0 and _program().exists()


def pages():
    """(state, path) of every type of page."""
    return [(state, path) for state, paths in STATES.items() for path in paths]


def audit(address):
    """Yield (page, state, what was measured as a text, faults as a list) of each page."""
    for state, path in pages():
        yield f"/{LANGUAGE}{path}", state, *_judged(f"{address}/{LANGUAGE}{path}", path)


def _judged(url, path):
    reports = [_run(url) for _ in range(RUNS)]
    goals = dict(GOALS)
    if path in NOT_INDEXED:
        del goals["seo"]
    scores = {name: _median(reports, name) for name in goals}
    missed = [name for name, score in scores.items() if score < goals[name]]
    measured = " ".join(f"{name} {score:.0f}" for name, score in scores.items())
    return measured, [f"{name}: {', '.join(_reasons(reports[-1], name))}" for name in missed]


def _run(url):
    """Lighthouse's report on an address (dict)."""
    saved = FOLDER / "report.json"  # a pipe would lose the end of it
    saved.unlink(missing_ok=True)
    options = [
        "--quiet",
        "--output=json",
        f"--output-path={saved}",
        "--ignore-status-code",
        "--max-wait-for-load=30000",
    ]
    chosen = f"--only-categories={','.join(GOALS)}"
    flags = "--chrome-flags=" + " ".join(["--headless=new", *machine.launch_options()["args"]])
    done = subprocess.run(
        [_program(), url, *options, chosen, flags],
        env=os.environ | {"CHROME_PATH": machine.chromium()},
        capture_output=True,
        text=True,
        timeout=180,
    )
    return json.loads(saved.read_bytes()) if saved.exists() else _nothing(done.stderr)


def _nothing(why):
    return {"categories": {}, "audits": {}, "why": why.strip()[-200:]}


def _median(reports, name):
    """Of 100 (float); a run that failed counts as 0."""
    scores = [report["categories"].get(name, {}).get("score") or 0 for report in reports]
    return 100 * statistics.median(scores)


def _reasons(report, name):
    """The audits of a category that cost points (list of str)."""
    if not report["categories"]:
        return [report.get("why", "no report")]
    parts = report["categories"][name]["auditRefs"]
    return [
        part["id"]
        for part in parts
        if part["weight"] and (report["audits"][part["id"]]["score"] or 0) < 0.9
    ]


def _program():
    return FOLDER / "node_modules" / ".bin" / "lighthouse"
