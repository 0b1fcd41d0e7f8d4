"""On a nearly full disk no booking is taken and all else goes on; on a full one nothing is lost."""

import exporting
from clinic import Clinic, made
from load import Asker
from recording import Recording
from serving import Server
from small_disk import MIB, SmallDisk, become_root
from trial import expect, expect_equal, run, wait_until

RESERVE_MIB = 48


def below_the_reserve(trial, disk):
    with Server(trial, disk.folder / "reserve", ["--disk-reserve-mib", str(RESERVE_MIB)]) as server:
        clinic = Clinic(server)
        caller = clinic.caller()
        asker = Asker(clinic, clinic.slots(100))
        starts = iter(asker.slots)
        booking = made(caller.post("/v1/bookings", clinic.booking(next(starts))))

        disk.leave((RESERVE_MIB - 8) * MIB)
        start = next(starts)
        body = clinic.booking(start)
        refused = wait_until(
            lambda: unless_made(caller.post("/v1/bookings", clinic.booking(next(starts)))), 30,
            "bookings are refused below the reserve")
        expect_equal((refused.status, refused.code), (503, "disk-reserve"), "bookings are refused")
        expect(refused.json["retryable"] and refused.headers.get("Retry-After"),
               f"it says that and when to try again: {refused}")
        refused = caller.post("/v1/bookings", body, "kept for later on")
        expect_equal(refused.status, 503, "a booking with a key is refused as well")
        read = caller.get("/v1/bookings/" + booking["id"])
        expect_equal(read.status, 200, f"reads go on: {read}")
        clinic.slots(10)
        cancelled = caller.post(f"/v1/bookings/{booking['id']}/cancel", {})
        expect_equal(cancelled.status, 200, f"cancels go on: {cancelled}")

        disk.give_back()
        wait_until(lambda: caller.post("/v1/bookings", body, "kept for later on").status == 201,
                   30, "bookings work again once there is space")
        server.stop()
    trial.verify(server.data)


def unless_made(answer):
    return None if answer.status == 201 else answer


def on_a_full_disk(trial, disk):
    """Without a reserve the disk runs full in the middle of a write, and under stdout as well."""
    history = trial.folder / "history.ndjson"
    recording = Recording(history)
    with Server(trial, disk.folder / "full", ["--disk-reserve-mib", "0"],
                stderr=trial.folder / "stderr.txt") as server:
        clinic = Clinic(server)
        asker = Asker(clinic, clinic.slots(2000))
        asks = []
        weight = {f"weight {n}": "x" * 500 for n in range(40)}
        # RocksDB takes space for its next log ahead if it can, and then nothing would fail.
        server.stop()
        disk.leave(8 * MIB)
        server.start()
        caller = clinic.caller()
        for start in asker.slots:
            asks.append(asker.book(start, weight))
            answer = asks[-1].send(caller, recording)
            if answer is None or answer.status == 503:
                break
        code = server.wait_for_end()
        expect_equal(code, 1, f"a full disk ends the server: {server.complaints()}")
        expect("cannot write" in server.complaints(),
               f"it says why it ends: {server.complaints()}")
        disk.give_back()
        server.start()
        caller = clinic.caller()
        for ask in asks:
            answer = ask.send(caller, recording)
            expect_equal(answer.status, 201, f"who asks again is told the truth: {answer}")
        recording.close()
        bookings = exporting.expect_agreement(caller, history, trial.folder)
        server.stop()
    trial.verify(server.data, bookings=len(bookings))


def disk_full(trial):
    with SmallDisk(trial.folder / "disk") as disk:
        below_the_reserve(trial, disk)
    (trial.folder / "disk").rmdir()
    with SmallDisk(trial.folder / "disk") as disk:
        on_a_full_disk(trial, disk)


if __name__ == "__main__":
    become_root()
    run(disk_full, __doc__)
