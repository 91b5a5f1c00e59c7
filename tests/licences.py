"""`make licences`: docs/licences.md, what every locked package may be used under.

A package tells its licence in one of three ways: an SPDX expression, a short text, or classifiers.
"""

import re
from importlib import metadata
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
PAGE = TOP / "docs" / "licences.md"
HEAD = """# Licences

What every package of `requirements.txt` and `requirements-dev.txt` may be used under, as the
package itself says. Generated: `make licences`. The portal is installed from the packages and links
to them; none of them is changed or copied into it. The tools are for tests and measures alone and
never reach a server. Not listed are the packages of `requirements-audit.txt` and
`requirements-bench.txt`: `make audit` and `make bench` put them into environments of their own and
run them from there.
"""
KINDS = {"requirements": "The portal", "requirements-dev": "Tools of the developers"}

# An agency may install these beside its own code: they ask for the notice, or for changes of the
# package itself to be given on.  PSF-2.0 and CNRI-Python are Python's own.
PERMISSIVE = {"MIT", "BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "CNRI-Python"}
PERMISSIVE |= {"Unlicense"}  # given up to everybody
OF_THE_PACKAGE = {"MPL-2.0", "LGPL-3.0-only"}
# Whoever passes a program with these on gives its source: a tool that only runs is not passed on.
OF_TOOLS = {"GPL-3.0-or-later", "Artistic", "GPL-2.0-or-later"}
ALLOWED = {
    "requirements": PERMISSIVE | OF_THE_PACKAGE,
    "requirements-dev": PERMISSIVE | OF_THE_PACKAGE | OF_TOOLS,
}

NAMES = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "PSFL": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Artistic License": "Artistic",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
}
VAGUE = {"GNU General Public License (GPL)"}  # stands beside a classifier that says which
READ = {"axe-playwright-python": "MIT AND MPL-2.0"}  # in its files: its metadata say nothing


def locked(name):
    """The packages (list of str) of a file of requirements."""
    return re.findall(r"^([\w.-]+)==", (TOP / f"{name}.txt").read_text(encoding="utf-8"), re.M)


def licences(name):
    """{package: licence} of those in a file of requirements that this machine needs."""
    found = {}
    for package in locked(name):
        try:
            found[package] = licence(metadata.metadata(package))
        except metadata.PackageNotFoundError:
            continue  # of another system or Python
    return found


def licence(facts):
    """The licence (str) that a package's metadata tell, as an SPDX expression where they can."""
    if facts["Name"] in READ:
        return READ[facts["Name"]]
    text = facts.get("License-Expression") or facts.get("License") or ""
    if NAMES.get(text, text) and names_of(NAMES.get(text, text)) <= PERMISSIVE | OF_THE_PACKAGE:
        return NAMES.get(text, text)
    if facts.get("License-Expression"):
        return text
    classes = [c.split(" :: ")[-1] for c in facts.get_all("Classifier") or () if "License ::" in c]
    return " OR ".join(NAMES.get(c, c) for c in classes if c not in VAGUE) or "unknown"


def names_of(expression):
    """The licences (set) that an expression names."""
    return set(re.split(r" (?:AND|OR) ", expression))


def may_be_used(expression, allowed):
    """Whether a licence may be used: of a choice one must be allowed, of several each."""
    choices = [choice.split(" AND ") for choice in expression.split(" OR ")]
    return any(set(choice) <= allowed for choice in choices)


def page():
    """docs/licences.md as it should be (str)."""
    return HEAD + "".join(_table(name, title) for name, title in KINDS.items())


def _table(name, title):
    above = locked("requirements") if name != "requirements" else ()
    found = {package: text for package, text in licences(name).items() if package not in above}
    lines = [f"| {package} | {text} |\n" for package, text in found.items()]
    return f"\n## {title}\n\n| package | licence |\n|---|---|\n" + "".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
