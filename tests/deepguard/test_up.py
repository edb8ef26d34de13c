"""`manage.py up`: one terminal, two processes, a clean end."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def house(tmp_path):
    yield from serving(tmp_path)


def serving(folder, **more):
    """A register of its own on a free port, stopped at the end whatever happens."""
    port = free_port()
    environment = {**os.environ, "DEEPGUARD_DATA": str(folder), "DATABASE_URL": "", "PORT": str(port), **more}
    log = (folder / "log").open("w+")
    command = [sys.executable, "manage.py", "up"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
    )
    yield port, process, folder / "log"
    if process.poll() is None:
        process.terminate()
        process.wait(20)
    log.close()


def wait_for(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


def get(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
        return answer.headers, answer.read()


def children(pid) -> list[int]:
    return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_it_serves_works_and_stops(house):
    port, process, log = house
    wait_for(lambda: "DeepGuard is up: http://127.0.0.1" in log.read_text())
    headers, body = get(port, "/healthz")
    assert (body, headers["Server"]) == (b"ok", "DeepGuard")
    wait_for(lambda: json.loads(get(port, "/api/v1/health/services")[1])["status"] == "ok", 20)
    both = children(process.pid)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert len(both) == 2 and not any(Path(f"/proc/{pid}").exists() for pid in both)


def test_when_one_part_dies_the_other_is_stopped_and_the_end_is_told(house):
    _, process, log = house
    wait_for(lambda: "DeepGuard is up" in log.read_text())
    web, worker = sorted(children(process.pid))
    os.kill(worker, signal.SIGKILL)
    assert process.wait(20) == 1
    assert "worker ended by itself" in log.read_text()
    assert not Path(f"/proc/{web}").exists()


def test_a_port_that_is_taken_is_told_at_once(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        environment = {**os.environ, "DEEPGUARD_DATA": str(tmp_path), "DATABASE_URL": ""}
        command = [sys.executable, "manage.py", "up", "--port", str(port)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=30)
    assert done.returncode == 1 and f"Port {port}" in done.stderr and "--port" in done.stderr
