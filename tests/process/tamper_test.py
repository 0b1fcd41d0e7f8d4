"""What somebody or some fault does to the log of a stopped store, `verify` names."""

import shutil

from clinic import Clinic, made
from serving import Server
from trial import expect, expect_equal, output_of, run, wait_until

CHANGES = ("flip", "drop", "swap", "repeat", "cut", "shorten")


def make_store(trial, *, kill):
    """A store with bookings, and how many."""
    folder = trial.folder / ("killed" if kill else "stopped")
    with Server(trial, folder) as server:
        clinic = Clinic(server)
        slots = clinic.slots(trial.arguments.bookings)
        caller = clinic.caller()
        for start in slots:
            made(caller.post("/v1/bookings", clinic.booking(start)))
        if kill:
            server.kill()
        else:
            server.stop()
    return folder


def tamper(trial, folder, *change):
    return int(output_of(f"the log is changed by {change}",
                         [trial.arguments.tamper_log, folder / "data" / "log", *change]))


def expect_records_are_guarded(trial, store):
    count = tamper(trial, copy_of(trial, store))
    for change in CHANGES:
        for number in places(trial, change, count):
            folder = copy_of(trial, store)
            offset = trial.random.randrange(1_000_000)
            tamper(trial, folder, change, number, offset)
            what = f"{change} of record {number} of {count} with {offset}"
            code, said = trial.verify(folder / "data", may_fail=True)
            expect(code == 1 and "FAULT" in said, f"verify names the {what}; it said {said}")
            is_cut = change == "cut" or (change == "drop" and number == count)
            name = "FAULT witness" if is_cut else "FAULT record"
            expect(name in said, f"verify says {name} of the {what}; it said {said}")
            expect_equal("and perhaps more" in said, not is_cut,
                         f"verify stops where the chain breaks, and says so; it said {said}")


def places(trial, change, count):
    """The first, the last and one between."""
    last = count - 1 if change == "swap" else count
    return sorted({1, trial.random.randint(2, last - 1), last})


def expect_files_are_guarded(trial, store):
    """Each file of RocksDB that is taken away: the store refuses, or says that it is not whole."""
    log = store / "data" / "log"
    names = [path.name for path in log.iterdir() if path.suffix in (".log", ".sst")
             and path.stat().st_size > 0]
    expect(names, "there are files to take away")
    for name in names:
        folder = copy_of(trial, store)
        (folder / "data" / "log" / name).unlink()
        code, said = trial.verify(folder / "data", may_fail=True)
        expect(code != 0 and ("FAULT" in said or "kalends:" in said),
               f"verify misses {name}; it said {said}")
        expect_does_not_open(trial, folder, f"without {name}")


def expect_does_not_open(trial, folder, how):
    with Server(trial, folder, start=False) as server:
        server.begin()
        wait_until(lambda: server.has_begun() or not server.is_running(), 60,
                   f"a store {how} refuses to open or opens")
        expect(not server.has_begun(), f"a store {how} refuses to open")
        expect("kalends:" in server.complaints(), f"a store {how} says why it does not open")


def copy_of(trial, store):
    folder = trial.folder / "copy"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(store, folder)
    return folder


def tampering(trial):
    for kill in (False, True):
        store = make_store(trial, kill=kill)
        trial.verify(copy_of(trial, store) / "data")
        expect_records_are_guarded(trial, store)
        expect_files_are_guarded(trial, store)


if __name__ == "__main__":
    run(tampering, __doc__, bookings=30, tamper_log="build/tests/process/tamper_log")
