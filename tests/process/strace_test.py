"""A write or a sync fails, or the process dies in one: it stops, and a start tells the truth."""

import os
import re
import signal

import exporting
from child import Child
from clinic import Clinic
from kill_test import ask_again
from load import Asker, Load
from recording import Recording
from serving import Server
from trial import expect, run, wait_until

# The n counts the calls of each thread from the moment that strace is attached. RocksDB writes its
# log with write(2), and our own files with pwrite64(2); of other files' calls none is touched.
FAULTS = [("fdatasync", fault, n, None)
          for n in (1, 2, 7, 40) for fault in ("error=EIO", "error=ENOSPC", "signal=SIGKILL")]
FAULTS += [(call, fault, n, file)
           for call, file in (("write", "log/*.log"), ("pwrite64", "witness"))
           for n in (1, 5) for fault in ("error=ENOSPC", "signal=SIGKILL")]
# Written when slots for the keys of guests to come are made ahead.
KEYS = "keys"
FAULTS += [("pwrite64", fault, 1, KEYS) for fault in ("error=EIO", "signal=SIGKILL")]
GUESTS_MAX = 20


class Strace(Child):
    """strace on a running server, until that ends."""

    name = "strace"

    def __init__(self, server, fault):
        super().__init__(server.folder / f"strace-{server.process.pid}")
        self.pid = server.process.pid
        self.fault = fault
        self.paths = newest(server.data.glob(fault[3])) if fault[3] else []

    def command(self):
        call, what, number, _ = self.fault
        return ["strace", "-f", "-p", self.pid, "-e", f"trace={call}",
                "-e", f"inject={call}:{what}:when={number}", *self.paths]

    def has_begun(self):
        """Whether it is attached to every thread."""
        for thread in os.listdir(f"/proc/{self.pid}/task"):
            with open(f"/proc/{self.pid}/task/{thread}/status", encoding="ascii") as status:
                tracer = re.search(r"TracerPid:\t(\d+)", status.read()).group(1)
            if tracer == "0":
                return False
        return True


def newest(paths):
    """As strace takes it: the one file that is written to now."""
    return ["-P", str(max(paths, key=lambda path: path.stat().st_mtime_ns))]


def fail_under_load(trial, server, asker, recording, fault):
    """Lets clients ask until the fault has ended the server; what they asked."""
    strace = Strace(server, fault)
    strace.start()
    def take_keys(chance):
        return asker.book(chance.choice(asker.slots), guests=GUESTS_MAX)

    load = Load(asker, recording, trial.random, trial.arguments.clients,
                take_keys if fault[3] == KEYS else None)
    try:
        wait_until(lambda: not server.is_running(), 60, f"{fault} ends the server")
    finally:
        server.end()
        strace.wait_for_end()
        asks = load.finish()
    expect("INJECTED" in strace.stderr.read_text(errors="replace") or "SIGKILL" in fault[1],
           f"{fault} was injected: {strace.complaints()}")
    return asks


def expect_clear_end(server, fault):
    code = server.process.returncode
    if "SIGKILL" in fault[1]:
        expect(code == -signal.SIGKILL, f"{fault} kills, but the code is {code}")
        return
    said = server.complaints()
    expect(code == 1, f"after {fault} the server ends with 1, not {code}: {said}")
    expect("cannot write" in said and "start again" in said,
           f"after {fault} the server says what to do: {said}")


def faults(trial):
    history = trial.folder / "history.ndjson"
    recording = Recording(history)
    with Server(trial) as server:
        clinic = Clinic(server)
        asker = Asker(clinic, clinic.slots(trial.arguments.slots))
        for fault in FAULTS:
            server.stderr.write_bytes(b"")  # Of what this fault makes it say, nothing is old.
            asks = fail_under_load(trial, server, asker, recording, fault)
            expect_clear_end(server, fault)
            unanswered = sum(not ask.is_answered for ask in asks)
            server.start()
            ask_again(clinic, recording, asks, trial.arguments.clients)
            print(f"{fault}: {len(asks)} asked, {unanswered} without an answer", flush=True)
        recording.close()
        bookings = exporting.expect_agreement(clinic.caller(), history, trial.folder)
        server.stop()
    trial.verify(server.data, bookings=len(bookings))


if __name__ == "__main__":
    run(faults, __doc__, clients=16, slots=2000)
