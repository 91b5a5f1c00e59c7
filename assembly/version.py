"""Which code answers: one short text for everything that pages and files are made of."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("assembly", "registry", "reports", "templates", "assets")
KINDS = {".py", ".html", ".css", ".svg", ".xml", ".toml", ".mo"}


def digest(root=ROOT):
    """Twelve hexadecimal digits (str) that change with any file that a page is made of.

    Nobody has to remember to raise a number: a new wording or rule is a new version by itself.
    """
    found = hashlib.sha256((root / "requirements.txt").read_bytes())
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in KINDS:
                found.update(path.read_bytes())
    return found.hexdigest()[:12]
