"""`verify` reads a store, also beside its server, and changes nothing of it."""

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


def expect_sees_what_was_answered(trial, server, clinic, slots):
    """Audits while bookings are made: each audit passes, and misses none that was answered."""
    answered = []

    def book():
        caller = clinic.caller()
        for start in slots:
            made(caller.post("/v1/bookings", clinic.booking(start)))
            answered.append(start)

    client = threading.Thread(target=book)
    client.start()
    audits = 0
    while client.is_alive():
        least = len(answered)
        _, said = trial.verify(server.data)
        expect(least <= bookings_counted(said) <= len(answered) + 1,
               f"verify sees all that was answered, at least {least}; it said {said}")
        audits += 1
    client.join()
    expect_equal(len(answered), len(slots), "every booking is made beside the audits")
    expect(audits > 1, "audits ran while bookings were made")
    print(f"{audits} audits beside {len(slots)} bookings", flush=True)


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
    bookings = trial.arguments.bookings
    with Server(trial) as server:
        clinic = Clinic(server)
        expect_sees_what_was_answered(trial, server, clinic, clinic.slots(bookings))
        server.kill()
        expect_untouched(trial, server.data, "that was killed", bookings=bookings)
        expect_needs_no_writing(trial, server.data, bookings=bookings)
        server.start()
        server.stop()
        expect_untouched(trial, server.data, "that was stopped", bookings=bookings)
        expect_needs_no_writing(trial, server.data, bookings=bookings)
        expect_names_missing_witness(trial, server.data)


if __name__ == "__main__":
    run(verifying, __doc__, bookings=300)
