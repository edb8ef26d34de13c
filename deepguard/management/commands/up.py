"""`manage.py up`: web server and worker in one terminal; either ending ends both."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_S = 60
STOP_S = 10


class Command(BaseCommand):
    help = "Serve pages and run the worker, until Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))

    def handle(self, *, port, host, **options):
        self.stopped = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        refuse_if_taken(host, port)
        prepare()
        processes = start(host=host, port=port)
        try:
            self._wait_until_healthy(processes, f"http://{host}:{port}")
            self._watch(processes)
        finally:
            end(processes)

    def _stop(self, number, frame):
        self.stopped = True

    def _wait_until_healthy(self, processes, address):
        deadline = time.monotonic() + PATIENCE_S
        while not self.stopped and not answers(f"{address}/healthz"):
            refuse_if_ended(processes)
            if time.monotonic() > deadline:
                raise CommandError(f"No answer from {address}/healthz within {PATIENCE_S} s.")
            time.sleep(0.1)
        if not self.stopped:
            self.stdout.write(self.style.SUCCESS(f"DeepGuard is up: {address}   (Ctrl-C stops it)"))
            self.stdout.flush()

    def _watch(self, processes):
        while not self.stopped:
            refuse_if_ended(processes)
            time.sleep(0.2)


def refuse_if_taken(host: str, port: int) -> None:
    """Otherwise another server's answer would be taken for ours."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} of {host} cannot be used: {error.strerror}. Try --port."
            ) from None


def prepare() -> None:
    """Bring the schema up to date, and in production the static files."""
    call_command("migrate", verbosity=0, interactive=False)
    if settings.PRODUCTION:
        call_command("collectstatic", verbosity=0, interactive=False)


def start(*, host: str, port: int) -> dict[str, subprocess.Popen]:
    """Both processes in groups of their own, so that Ctrl-C reaches them through us, in order."""
    environment = {**os.environ, "HOST": host, "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    commands = {
        "web server": ["-m", "gunicorn", "--config", "python:deepguard.gunicorn", "deepguard.wsgi"],
        "worker": ["manage.py", "work"],
    }
    return {
        name: subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment, start_new_session=True)
        for name, command in commands.items()
    }


def refuse_if_ended(processes) -> None:
    for name, process in processes.items():
        if process.poll() is not None:
            raise CommandError(
                f"The {name} ended by itself with code {process.returncode}; its reason stands above."
            )


def end(processes) -> None:
    for process in processes.values():
        if process.poll() is None:
            process.terminate()
    for process in processes.values():
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def answers(url: str) -> bool:
    request = urllib.request.Request(url, headers=own_name())
    try:
        with urllib.request.urlopen(request, timeout=2) as response:
            return response.status == 200
    except OSError:
        return False


def own_name() -> dict[str, str]:
    """A Host header this server accepts: in production it does not answer to its number."""
    name = settings.ALLOWED_HOSTS[0].lstrip(".") if settings.PRODUCTION and settings.ALLOWED_HOSTS else "*"
    return {} if name == "*" else {"Host": name}
