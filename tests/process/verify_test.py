"""`verify` reads a store, also beside its server, and changes nothing of it."""

import concurrent.futures
import hashlib
import os
import re
import subprocess
import threading

from clinic import Clinic, made
from serving import Server
from trial import bookings_counted, expect, expect_equal, run

# So that root, too, may write only what the permissions let it.
BY_PERMISSION = ["setpriv", "--bounding-set", "-dac_override"] if os.geteuid() == 0 else []


def described(data):
    """Each file and folder by its name, with its size, when it was changed, and its hash."""
    return {str(path.relative_to(data)): (*changed(path), hashed(path))
            for path in [data, *data.rglob("*")]}


def changed(path):
    status = path.stat()
    return status.st_mode, status.st_size, status.st_mtime_ns


def hashed(path):
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest()


def expect_untouched(trial, data, how, **verifying):
    before = described(data)
    told = trial.verify(data, **verifying)
    expect_equal(described(data), before, f"verify changes nothing of a store {how}")
    return told


def audit_beside_bookings(trial, server, clinic, slots):
    """Each audit passes and misses no booking that was answered; returns how many were made."""
    answered = []
    is_stopping = threading.Event()

    def book():
        caller = clinic.caller()
        for start in slots:
            if is_stopping.is_set():
                return
            made(caller.post("/v1/bookings", clinic.booking(start)))
            answered.append(start)

    with concurrent.futures.ThreadPoolExecutor() as clients:
        client = clients.submit(book)
        try:
            for _ in range(trial.arguments.audits):
                least = len(answered)
                _, said = trial.verify(server.data)
                expect(least <= bookings_counted(said) <= len(answered) + 1,
                       f"verify sees the {least} bookings that were answered; it said {said}")
        finally:
            is_stopping.set()
        client.result()
    expect(answered, "bookings are made beside the audits")
    print(f"{len(answered)} bookings beside {trial.arguments.audits} audits", flush=True)
    return len(answered)


def expect_needs_no_writing(trial, data, *, bookings):
    places = [data, *data.rglob("*")]
    modes = [path.stat().st_mode for path in places]
    try:
        for path in places:
            path.chmod(0o555 if path.is_dir() else 0o444)
        made_one = subprocess.run([*BY_PERMISSION, "touch", data / "new"], check=False,
                                  stderr=subprocess.DEVNULL)
        expect(made_one.returncode != 0, "nothing can be made in a folder that is only read")
        expect_untouched(trial, data, "that can only be read", bookings=bookings,
                         under=BY_PERMISSION)
    finally:
        for path, mode in zip(places, modes):
            path.chmod(mode)


def expect_names_missing_witness(trial, data):
    (data / "witness").unlink()
    code, said = expect_untouched(trial, data, "without its witness", may_fail=True)
    expect(code == 1 and re.search("FAULT witness: .*missing", said),
           f"verify names the missing witness; it said {said}")


def verifying(trial):
    with Server(trial) as server:
        clinic = Clinic(server)
        bookings = audit_beside_bookings(trial, server, clinic, clinic.slots(2000))
        server.kill()
        expect_untouched(trial, server.data, "that was killed", bookings=bookings)
        expect_needs_no_writing(trial, server.data, bookings=bookings)
        server.start()
        server.stop()
        expect_untouched(trial, server.data, "that was stopped", bookings=bookings)
        expect_needs_no_writing(trial, server.data, bookings=bookings)
        expect_names_missing_witness(trial, server.data)


if __name__ == "__main__":
    run(verifying, __doc__, audits=20)
