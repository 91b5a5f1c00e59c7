"""What stands for systemctl in the test of docs/operations.md: it starts what the units name.

Called as: one_systemd.py FOLDER systemctl's-words...
"""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

PATIENCE = 60  # seconds


def main(folder, word, *names):
    """Do what systemctl does with these words; the exit code is its own."""
    names = [name for name in names if not name.startswith("-")]
    if word == "daemon-reload":
        return 0
    if names == ["nginx"]:
        return reload_nginx(folder)
    act = stop if word == "stop" else start
    return max(act(folder, name) for name in names)


def reload_nginx(folder):
    pid = folder / "nginx.pid"  # `nginx -t` makes an empty one
    words = ["-s", "reload"] if pid.exists() and pid.read_text() else []
    return subprocess.run([folder / "bin" / "nginx", *words]).returncode


def start(folder, name):
    unit = (folder / "etc/systemd/system" / name).read_text()
    if name.endswith(".timer"):
        return "OnCalendar=" not in unit
    command, cwd = _said(unit, "ExecStart").split(), _said(unit, "WorkingDirectory")
    if first := _said(unit, "ExecStartPre"):
        subprocess.run(first.removeprefix("-").split(), cwd=cwd)  # with its "-" it may fail
    if _said(unit, "Type") == "oneshot":
        return subprocess.run(command, cwd=cwd).returncode
    with open(folder / f"{name}.log", "a") as log:
        process = subprocess.Popen(command, cwd=cwd, stdout=log, stderr=log, start_new_session=True)
    (folder / f"{name}.pid").write_text(str(process.pid))
    return not _soon((folder / "run/portal/socket").exists)


def stop(folder, name):
    file = folder / f"{name}.pid"
    if not file.exists():
        return 0
    os.kill(int(file.read_text()), signal.SIGTERM)
    gone = _soon(lambda: not _lives(int(file.read_text())))
    file.unlink()
    return not gone


def _lives(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _said(unit, name):
    found = re.search(rf"^{name}=(.*)$", unit, re.M)
    return found and found[1]


def _soon(is_so):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.05)
    return False


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
