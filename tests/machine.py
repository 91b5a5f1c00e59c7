"""What tests and pictures need of the machine beside Python: Chromium, PostgreSQL, LibreOffice."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

INITDB_OPTIONS = ("-U", "portal", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust")
POSTGRES_SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "jit=off")
# A closed network makes Chromium wait for its own servers without these.
CHROMIUM_OPTIONS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def find(*names, folders=()):
    """The first of these programs that is here (path as str), or None."""
    path = os.pathsep.join([os.environ.get("PATH", ""), *map(str, folders)])
    return next((found for name in names if (found := shutil.which(name, path=path))), None)


def chromium():
    """The browser of this machine (path as str), or None.  CHROMIUM names another one."""
    return find(os.environ.get("CHROMIUM") or "chromium", "chromium-browser", "google-chrome")


def initdb():
    """PostgreSQL's maker of clusters (path as str), or None.  Debian keeps it off the PATH."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    newest_first = sorted(folders, key=lambda path: int(path.parent.name), reverse=True)
    return find("initdb", folders=newest_first)


def libreoffice():
    return find("libreoffice", "soffice")


def pdftoppm():
    return find("pdftoppm")


def nginx():
    """Debian keeps it off the PATH of users."""
    return find("nginx", folders=["/usr/sbin"])


def wrk():
    """What counts the requests that a server answers in a second."""
    return find("wrk")


def curl():
    return find("curl")


def openssl():
    return find("openssl")


def systemd_analyze():
    return find("systemd-analyze")


def has_ipv6():
    """Whether a server can listen at ::1."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def free_ports(number):
    """So many ports of 127.0.0.1 (list of int) that nobody has."""
    probes = [socket.socket() for _one in range(number)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def launch_options():
    """How Playwright starts Chromium here (dict)."""
    options = [*CHROMIUM_OPTIONS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return {"executable_path": chromium(), "args": options}


def may_install():
    """A container or a CI machine: root on Debian.  Anybody else's machine is left as it is."""
    return os.geteuid() == 0 and find("apt-get") is not None


def install(needs):
    """Install the Debian packages of `needs` ({finder: packages}) whose finder finds nothing."""
    missing = [
        package for finder, packages in needs.items() if not finder() for package in packages
    ]
    if not missing or not may_install():
        return
    print("Installing Debian packages that are missing here:", *missing, flush=True)
    quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "stdin": subprocess.DEVNULL}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *missing],
    ):
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False, **quiet)


@contextmanager
def postgres(settings=POSTGRES_SPEED):
    """A cluster of our own in a temporary folder, on a socket; gives its DATABASE_URL.

    Without `settings` it is as careful as a server's: the tests can lose their data.
    """
    tools = Path(initdb()).parent
    folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
    owner = {"cwd": folder, "stdout": subprocess.DEVNULL, "check": True}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        account = pwd.getpwnam("nobody")
        os.chown(folder, account.pw_uid, account.pw_gid)
        owner |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    data = folder / "data"
    control = [tools / "pg_ctl", "-D", data, "-w"]
    subprocess.run([tools / "initdb", "-D", data, *INITDB_OPTIONS], **owner)
    options = " ".join(f"-c {setting}" for setting in settings)
    socket = f"-c listen_addresses= -c unix_socket_directories={folder} {options}"
    subprocess.run([*control, "-l", folder / "log", "-o", socket, "start"], **owner)
    try:
        yield f"postgres://portal@/postgres?host={folder}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **owner)
        shutil.rmtree(folder)
