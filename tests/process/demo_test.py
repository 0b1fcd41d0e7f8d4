"""`serve --demo`: its history is there, its lines work when pasted, nobody loses a file."""

import collections
import json
import re
import subprocess

from calling import Caller
from serving import Server
from small_disk import SmallDisk, become_root
from trial import expect, expect_equal, run, wait_until
from views_test import await_settled, operator

HISTORY_BOOKINGS_MIN = 200
# The first name that is moved up, and the last.
MOVED_APART = ("log", "demo.key")


def paste(server):
    """Runs the three lines as a shell would that they are pasted into: three times JSON."""
    def lines_said():
        said = server.said_since_start().splitlines()
        lines = [line for line in said if "curl" in line and "/v1/" in line]
        return lines if len(lines) == 3 else None
    lines = wait_until(lines_said, 10, "three lines to paste are printed")
    done = subprocess.run(["bash", "-c", "exec 2>&1\n" + "\n".join(lines)], capture_output=True,
                          text=True, timeout=60, check=False)
    answers = [json.loads(line) for line in done.stdout.splitlines() if line]
    expect_equal(len(answers), 3, f"each line shows one answer, in: {done.stdout}")
    return answers


def expect_booked(answers):
    _, booking, history = answers
    expect_equal(booking["status"], "confirmed", "the slot is booked")
    expect_equal(len(history["items"]), 1, "a new booking has one event")
    return booking["id"]


def expect_a_class_and_a_series(server):
    """Guests share a class, and one of them comes every week."""
    key = (server.data / "demo.key").read_text().strip()
    caller = Caller(server.port, key)
    wait_until(lambda: caller.get("/v1/bookings").status == 200, 60, "bookings can be listed")
    bookings = caller.items("/v1/bookings")
    shared = collections.Counter(booking.get("session_id") for booking in bookings)
    del shared[None]
    expect(max(shared.values(), default=0) > 2, f"a class is attended by several: {shared}")
    weekly = collections.Counter(booking.get("series_id") for booking in bookings)
    del weekly[None]
    expect(len(weekly) == 1 and min(weekly.values()) > 4, f"there is a series: {weekly}")


def expect_found_by_external_id(server):
    """What the demo's owner named is found by that name."""
    caller = Caller(server.port, (server.data / "demo.key").read_text().strip())
    for path in ("/v1/hosts", "/v1/meeting-types"):
        listed = caller.items(path)
        expect(len(listed) > 1, f"the demo has several of {path}")
        for thing in listed:
            found = caller.items(f"{path}?external_id={thing['external_id']}")
            expect_equal(found, [thing], f"what is found of {path} by its external id")


def demo(trial):
    with Server(trial, options=["--demo"]) as server:
        expect_a_class_and_a_series(server)
        expect_found_by_external_id(server)
        answers = paste(server)
        booked = expect_booked(answers)
        expect(answers[1]["start"] in [slot["start"] for slot in answers[0]["items"]],
               "the slot that is booked was listed")
        expect_equal(expect_booked(paste(server)), booked, "pasted again, it is the same booking")
        server.stop()
        server.start()
        expect(expect_booked(paste(server)) != booked, "a later start names a slot still free")
        server.stop()
        _, said = trial.verify(server.data)
        counted = int(re.search(r"(\d+) bookings", said).group(1))
        expect(counted >= HISTORY_BOOKINGS_MIN, f"there is a history: {counted} bookings")


def refuses(trial, name, fill):
    """A folder with something else in it is refused in a sentence, and left as it was."""
    folder = trial.folder / name
    server = Server(trial, folder, ["--demo"], start=False)
    folder.mkdir()
    fill(folder)
    before = bytes_of(folder / "data")
    server.begin()
    expect_equal(server.wait_for_end(), 2, f"a demo in {name} is refused")
    expect(str(server.data) in server.complaints(), f"the folder is named: {server.complaints()}")
    expect_equal(bytes_of(folder / "data"), before, f"{name} stays as it was")


def bytes_of(path):
    """Every file below a path, or at it, with its content."""
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    return {str(file): file.read_bytes() for file in files}


def fill_with_a_store(trial):
    def fill(folder):
        with Server(trial, folder) as server:
            server.stop()
    return fill


def fill_with_letters(folder):
    (folder / "data").mkdir()
    (folder / "data" / "letters.txt").write_text("dear Ada")


def serves(server, how):
    """A demo is there and whole, and nothing else is left of its making."""
    server.start()
    expect_booked(paste(server))
    expect(not (server.data / "demo.making").exists(), f"nothing is half made {how}")
    server.stop()
    server.trial.verify(server.data)


def new_server(trial, name, *options):
    folder = trial.folder / name
    folder.mkdir()
    return Server(trial, folder, ["--demo", *options], start=False)


def fills_any_empty_folder(trial):
    with new_server(trial, "empty") as server:
        server.data.mkdir()
        serves(server, "in an empty folder")
    with new_server(trial, "link") as server:
        target = server.folder / "target"
        target.mkdir()
        server.data.symlink_to(target)
        serves(server, "behind a link")
        expect(server.data.is_symlink(), "the link stays")
        expect((target / "demo.key").exists(), "the demo is where the link leads")
    with new_server(trial, "slash") as server:
        server.options += ["--data", f"{server.data}/"]
        serves(server, "with a slash at the end")
        del server.options[1:]
        serves(server, "without that slash")


def fills_a_mount_point(trial):
    """The file system is smaller than the reserve: that is said, and without a reserve it works."""
    server = new_server(trial, "mounted")
    with SmallDisk(server.data), server:
        refused = refusal_of(server)
        expect("--disk-reserve-mib" in refused, f"what is short is said: {refused}")
        server.options += ["--disk-reserve-mib", "0"]
        serves(server, "in a mount point")


def refusal_of(server):
    server.begin()
    expect_equal(server.wait_for_end(), 2, "the start is refused")
    return server.complaints()


def killed_half_way(trial):
    with new_server(trial, "killed") as server:
        server.begin()
        wait_until(lambda: "making the demo" in server.said_since_start(), 60, "a demo is begun")
        server.kill()
        expect_equal(names_in(server.data), ["demo.making"], "all of it is in one place")
        letters = server.data / "letters.txt"
        letters.write_text("dear Ada")
        refusal_of(server)
        expect_equal(letters.read_text(), "dear Ada", "what somebody put there stays")
        letters.unlink()
        serves(server, "after a kill")


def killed_while_moved_up(trial):
    """However much of a whole demo is moved up, a start goes on, and none opens a part of it."""
    with new_server(trial, "moved") as server:
        serves(server, "at first")
        (server.data / "operator.key").unlink()
        key = (server.data / "demo.key").read_text()
        making = server.data / "demo.making"
        names = ["log", *(name for name in names_in(server.data) if name not in MOVED_APART),
                 "demo.key"]
        for moved in range(len(names)):
            making.mkdir()
            for name in names[moved:]:
                (server.data / name).rename(making / name)
            if 0 < moved < len(names) - 1:
                expect_opens_only_as_demo(server)
            serves(server, f"after {moved} names")
            (server.data / "operator.key").unlink()
            expect_equal((server.data / "demo.key").read_text(), key, "it is the same demo")


def expect_opens_only_as_demo(server):
    before = names_in(server.data)
    server.options.remove("--demo")
    refusal_of(server)
    server.options.append("--demo")
    expect_equal(names_in(server.data), before, "a start without --demo leaves it as it was")


def tells_programs(trial):
    """As JSON all stands on standard error: how it was made, and the demo's key; and no trouble."""
    with new_server(trial, "json", "--log-format", "json") as server:
        server.start()
        await_settled(operator(server))
        server.stop()
        told = [json.loads(line) for line in server.stderr.read_text().splitlines()]
        expect_equal(server.stdout.read_text(), "", "nothing is told elsewhere")
        made = [line for line in told if "making the demo" in line["message"]]
        expect(len(made) > 1, f"how far it is: {made}")
        keys = [line["key"] for line in told if "key" in line]
        expect_equal(keys, [(server.data / "demo.key").read_text()], "the key of the demo")
        expect_equal([line for line in told if line["level"] != "info"], [], "there is no trouble")
        filled = [line for line in told if "views are filled" in line["message"]]
        expect_equal(len(filled), 1, f"one line for all views: {filled}")


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test(trial):
    demo(trial)
    tells_programs(trial)
    fills_any_empty_folder(trial)
    fills_a_mount_point(trial)
    killed_half_way(trial)
    killed_while_moved_up(trial)
    refuses(trial, "letters", fill_with_letters)
    refuses(trial, "file", lambda folder: (folder / "data").write_text("a file"))
    refuses(trial, "store", fill_with_a_store(trial))


if __name__ == "__main__":
    become_root()
    run(test, __doc__)
