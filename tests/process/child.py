"""A process of its own that a test starts and ends, as often as it likes."""

import os
import signal
import subprocess

from trial import expect, wait_until

START_SECONDS_MAX = 120
STOP_SECONDS_MAX = 60


class Child:
    """One that stands for a `name`; what it says is kept in `folder`, that of all its lives.

    Who inherits says by which command it is started, and when it `has_begun`. It dies with this
    program, whatever becomes of it.
    """

    name = "the process"

    def __init__(self, folder, *, stdout=None, stderr=None):
        self.folder = folder
        self.stdout = stdout or folder / "stdout.txt"
        self.stderr = stderr or folder / "stderr.txt"
        self.environment = {}
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.end()

    def begin(self):
        """Starts the process without waiting for anything."""
        self.folder.mkdir(exist_ok=True)
        with open(self.stdout, "ab") as stdout, open(self.stderr, "ab") as stderr:
            self.begins_at = stdout.tell()
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", *map(str, self.command())], cwd=self.folder,
                stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr,
                env={**os.environ, **self.environment})

    def start(self):
        def has_begun():
            expect(self.is_running(), f"{self.name} begins, but it said: {self.complaints()}")
            return self.has_begun()

        self.begin()
        wait_until(has_begun, START_SECONDS_MAX, f"{self.name} begins")

    def said_since_start(self):
        return self.stdout.read_bytes()[self.begins_at:].decode(errors="replace")

    def complaints(self):
        return self.stderr.read_text(errors="replace")[-2000:]

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        """As a crash ends it: no chance to write anything more."""
        self.process.kill()
        self.process.wait()

    def end(self):
        """Whatever it does at the moment."""
        if self.is_running():
            self.kill()

    def stop(self):
        """As an operator stops it. It finishes what is in progress and ends with 0."""
        self.process.terminate()
        code = self.wait_for_end()
        expect(code == 0, f"a stop ends with 0, not {code}; it said: {self.complaints()}")

    def wait_for_end(self):
        wait_until(lambda: not self.is_running(), STOP_SECONDS_MAX, f"{self.name} ends")
        return self.process.returncode

    def freeze(self):
        """It holds its connections, takes what the kernel buffers for it, and answers nobody."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)
