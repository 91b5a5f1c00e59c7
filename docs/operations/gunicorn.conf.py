"""How gunicorn serves the portal behind nginx: `gunicorn --config THIS_FILE assembly.wsgi`.

The times fit each other: PostgreSQL gives a statement 30 s (STATEMENT_TIMEOUT), gunicorn a worker
120 s, nginx waits 130 s for an answer and systemd 40 s for what is under way to end.
"""

import os

bind = os.environ.get("PORTAL_BIND", "unix:/run/portal/socket")
workers = int(os.environ.get("WEB_CONCURRENCY", (os.cpu_count() or 1) + 1))
worker_class = "gthread"  # a long import holds one thread, not the public pages
threads = 4
timeout = 120
graceful_timeout = 30
keepalive = 5
max_requests = 5000  # a worker begins anew now and then, not all at once
max_requests_jitter = 500
limit_request_line = 8190
limit_request_fields = 10_000  # nginx lets 32 kB of them pass: who sends more reads a page of ours
limit_request_field_size = 8190
worker_tmp_dir = "/dev/shm"
forwarded_allow_ips = "*"  # nobody but nginx can open the socket: its folder is closed to others
errorlog = "-"
accesslog = None  # nginx keeps it
# What happens outside of Django is a line of JSON, too, without addresses and the texts of errors.
logconfig_dict = {
    "formatters": {"line": {"()": "registry.logbook.Line"}},
    "handlers": {"errors": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"level": "INFO", "handlers": ["errors"]},
    "loggers": {"gunicorn.error": {"handlers": ["errors"], "propagate": False}},
}
control_socket_disable = True  # systemd starts, reloads and stops it
