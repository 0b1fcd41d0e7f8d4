"""`kalends serve` as a process of its own."""

import os
import re
import signal
import subprocess

from trial import expect, wait_until

START_SECONDS_MAX = 60
STOP_SECONDS_MAX = 60


class Server:
    """A store's server, started and ended as often as a test likes; its logs are kept together.

    It dies with this program, whatever becomes of it.
    """

    def __init__(self, trial, folder=None, options=(), *, start=True, stderr=None,
                 environment=None):
        self.trial = trial
        self.folder = folder or trial.folder
        self.data = self.folder / "data"
        self.stdout = self.folder / "stdout.txt"
        self.stderr = stderr or self.folder / "stderr.txt"
        self.options = list(options)
        self.environment = environment or {}
        self.starts_at_once = start
        self.process = None
        self.port = None

    def __enter__(self):
        if self.starts_at_once:
            self.start()
        return self

    def __exit__(self, *_):
        if self.is_running():
            self.kill()

    def begin(self):
        """Starts the process without waiting for it to listen."""
        self.folder.mkdir(exist_ok=True)
        command = [
            "setpriv", "--pdeathsig", "KILL", str(self.trial.kalends), "serve",
            "--data", str(self.data), "--master-key", str(self.folder / "master.key"),
            "--port", "0", *self.options]
        with open(self.stdout, "ab") as stdout, open(self.stderr, "ab") as stderr:
            self.begins_at = stdout.tell()
            self.process = subprocess.Popen(command, stdout=stdout, stderr=stderr,
                                            env={**os.environ, **self.environment})

    def start(self):
        self.begin()
        wait_until(lambda: self.has_begun() or not self.is_running(), START_SECONDS_MAX,
                   "the server listens")
        expect(self.has_begun(), f"the server starts, but it said: {self.complaints()}")

    def has_begun(self):
        """Whether it listens; if so, the port is known."""
        found = re.search(r"listening at http://[^:]*:(\d+)", self.said_since_start())
        if found:
            self.port = int(found.group(1))
        return bool(found)

    def said_since_start(self):
        return self.stdout.read_bytes()[self.begins_at:].decode(errors="replace")

    def complaints(self):
        return self.stderr.read_text(errors="replace")[-2000:]

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        """As a crash ends it: no chance to write anything more."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """As an operator stops it. It answers what is in progress and ends with 0."""
        self.process.send_signal(signal.SIGTERM)
        code = self.wait_for_end()
        expect(code == 0, f"a stop ends with 0, not {code}; it said: {self.complaints()}")

    def wait_for_end(self):
        wait_until(lambda: not self.is_running(), STOP_SECONDS_MAX, "the server ends")
        return self.process.returncode

    def operator_key(self):
        path = self.data / "operator.key"
        expect(os.stat(path).st_mode & 0o077 == 0, "the operator's key is for its owner alone")
        return path.read_text().strip()
