"""`serve --demo`: its history is there, its lines work when pasted, nothing else is touched."""

import json
import re
import subprocess

from serving import Server
from trial import expect, expect_equal, run

HISTORY_BOOKINGS_MIN = 200


def paste(server):
    """Runs the three lines as a shell would that they are pasted into: three times JSON."""
    said = server.said_since_start()
    lines = [line for line in said.splitlines() if "curl" in line and "/v1/" in line]
    expect_equal(len(lines), 3, f"three lines to paste are printed, in: {said}")
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


def demo(trial):
    with Server(trial, options=["--demo"]) as server:
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


def test(trial):
    demo(trial)
    refuses(trial, "letters", fill_with_letters)
    refuses(trial, "file", lambda folder: (folder / "data").write_text("a file"))
    refuses(trial, "store", fill_with_a_store(trial))


run(test, __doc__)
