"""gunicorn's settings: one process of many threads, which serves pages and streams alike."""

import os

import gunicorn

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "1"))
worker_class = "gthread"
threads = 64
graceful_timeout = 3
timeout = 60
keepalive = 5
loglevel = "warning"
accesslog = None  # the request log has one line a request, with user and duration
control_socket_disable = True
gunicorn.SERVER = "DeepGuard"  # says nothing about the software behind it
