"""nginx as docs/operations/nginx.conf sets it up, over plain HTTP in front of a local port.

TLS and the folders of a server are left out; tests/test_operations.py has them.
"""

import os
import re
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from tests import machine
from tests.load import serving

OPERATIONS = Path(__file__).parent.parent / "docs" / "operations"
FOLDERS = ("log", "pages", "static")
AS_A_FILE = "/as-a-file.html"
MAIN = """{user}
worker_processes auto;
pid {folder}/nginx.pid;
error_log {log}/error.log;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/temp/body;
    proxy_temp_path {folder}/temp/proxy;
    fastcgi_temp_path {folder}/temp/1;
    uwsgi_temp_path {folder}/temp/2;
    scgi_temp_path {folder}/temp/3;
    access_log off;
{site}
}}
"""


def around(site, folder, log):
    """The nginx.conf (str) around a site (str), for an nginx that keeps to a folder (Path)."""
    (folder / "temp").mkdir(exist_ok=True)
    user = "user root;" if os.geteuid() == 0 else ""
    return MAIN.format(site=site, folder=folder, log=log, user=user)


def listening(text, https, http=None):
    """A site (str) that listens at these ports (int) of this machine alone, for 443 and 80.

    A machine without IPv6 has what docs/operations.md tells such a machine to do.
    """
    if not machine.has_ipv6():
        text = re.sub(r"^ *listen \[::\]:.*\n", "", text, flags=re.M)
    for public, port in ((80, http), (443, https)):
        text = text.replace(f"listen {public}", f"listen 127.0.0.1:{port}")
        text = text.replace(f"listen [::]:{public}", f"listen [::1]:{port}")
    return text


class Front:
    """A running nginx: its port, the file that closes the door, the folder of its log."""

    def __init__(self, folder, port):
        self.folder, self.port = folder, port
        self.door = folder / "maintenance"
        self.log = folder / "log" / "portal.log"


@contextmanager
def nginx(folder, upstream, page=b"", patience=10):
    """A Front before a port (int); `page` is what it serves as a file at AS_A_FILE.

    `patience`: seconds that it waits for a public page.
    """
    for name in FOLDERS:
        (folder / name).mkdir(exist_ok=True)
    (folder / "static" / AS_A_FILE[1:]).write_bytes(page)
    for file in (OPERATIONS.parent.parent / "assets").glob("*.html"):
        shutil.copy(file, folder / "static")
    (port,) = machine.free_ports(1)
    conf = folder / "nginx.conf"
    conf.write_text(around(_site(folder, upstream, port, patience), folder, folder / "log"))
    process = subprocess.Popen([machine.nginx(), "-p", folder, "-c", conf, "-g", "daemon off;"])
    try:
        serving.wait_for(port, process)
        yield Front(folder, port)
    finally:
        process.terminate()
        process.wait(30)


def _site(folder, upstream, port, patience):
    """The site of the page of operations (str): what is before its servers, and its last one."""
    text = (OPERATIONS / "nginx.conf").read_text()
    head, _sign, servers = text.partition("# Whoever asks for another name")
    text = head + "server {" + servers.rpartition("\nserver {")[2]
    text = re.sub(r"^ *(ssl_\w+ .*)\n", "", text, flags=re.M)
    proxy = (OPERATIONS / "proxy.conf").read_text().replace("$scheme", "https")
    (folder / "proxy.conf").write_text(proxy)
    file = f"    location = {AS_A_FILE} {{ root {folder}/static; }}\n"
    for old, new in (
        (" ssl http2;", ";"),
        ("    server_name", f"{file}    server_name"),
        ("unix:/run/portal/socket", f"127.0.0.1:{upstream}"),
        ("/var/lib/nginx/pages", f"{folder}/pages"),
        ("/var/lib/portal", str(folder)),
        ("/var/log/nginx", f"{folder}/log"),
        ("/srv/portal", str(folder)),
        ("proxy_read_timeout 10s", f"proxy_read_timeout {patience}s"),
        ("/etc/nginx/snippets/portal-proxy.conf", f"{folder}/proxy.conf"),
        ("/etc/nginx/snippets/portal-headers.conf", f"{OPERATIONS}/headers.conf"),
    ):
        text = text.replace(old, new)
    return listening(text, https=port)
