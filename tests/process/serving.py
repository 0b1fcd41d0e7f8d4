"""`kalends serve` as a process of its own."""

import os
import re

from child import Child
from trial import expect


class Server(Child):
    """A store's server. At its end the events that it left must fit their schemas."""

    name = "the server"

    def __init__(self, trial, folder=None, options=(), *, start=True, stderr=None,
                 environment=None, rates="0"):
        super().__init__(folder or trial.folder, stderr=stderr)
        self.trial = trial
        self.data = self.folder / "data"
        self.options = list(options)
        self.rates = rates
        self.environment = environment or {}
        self.starts_at_once = start
        self.port = None

    def __enter__(self):
        return super().__enter__() if self.starts_at_once else self

    def __exit__(self, failure, *more):
        super().__exit__(failure, *more)
        if failure is None and self.port is not None:
            self.trial.check_events(self.data)

    def command(self):
        return [self.trial.kalends, "serve", "--data", self.data, "--master-key",
                self.folder / "master.key", "--port", "0",
                f"--rate-per-key={self.rates}",
                f"--rate-per-address={self.rates}", *self.options]

    def has_begun(self):
        """Whether it listens, which its log as JSON has beside its complaints; if so, the port is
        known."""
        found = re.search(r"listening at http://[^:]*:(\d+)",
                          self.said_since_start() + self.complaints())
        if found:
            self.port = int(found.group(1))
        return bool(found)

    def operator_key(self):
        path = self.data / "operator.key"
        expect(os.stat(path).st_mode & 0o077 == 0, "the operator's key is for its owner alone")
        return path.read_text().strip()
