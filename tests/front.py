"""nginx as docs/operations/nginx.conf sets it up, over plain HTTP in front of a local port.

TLS and the folders of a server are left out; tests/test_operations.py has them.
"""

import os
import re
import shutil
import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path

from tests import machine
from tests.load import serving

OPERATIONS = Path(__file__).parent.parent / "docs" / "operations"
FOLDERS = ("log", "pages", "static", "temp")
AS_A_FILE = "/as-a-file.html"
MAIN = """{user}
worker_processes auto;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/log/error.log;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/temp/body;
    proxy_temp_path {folder}/temp/proxy;
    fastcgi_temp_path {folder}/temp/1;
    uwsgi_temp_path {folder}/temp/2;
    scgi_temp_path {folder}/temp/3;
{site}
}}
"""


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
    port = free_port()
    conf = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    site = _site(folder, upstream, port, patience)
    conf.write_text(MAIN.format(folder=folder, user=user, site=site))
    process = subprocess.Popen([machine.nginx(), "-p", folder, "-c", conf])
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
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{port};\n{file}"),
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
    return text


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
