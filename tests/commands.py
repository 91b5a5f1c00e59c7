"""A page of commands, run as it stands, with stand-ins for what a test may not do."""

import re

BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.M | re.S)


def blocks(page):
    """The commands of a page (Path), a text for each of its blocks."""
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def stand_ins(folder, texts):
    """Programs of a folder (Path): {name: what bash does in its place}."""
    for name, text in texts.items():
        file = folder / name
        file.write_text(f"#!/bin/bash\n{text}\n")
        file.chmod(0o755)
