"""What keeps `kalends serve` from starting is said in a sentence; what runs is found healthy."""

import subprocess

from calling import Caller
from clinic import Clinic
from serving import Server
from trial import expect, expect_equal, run
from views_test import await_settled, operator, views


def port_is_taken(trial):
    with Server(trial, trial.folder / "first") as first:
        second = Server(trial, trial.folder / "second", ["--port", str(first.port)], start=False)
        second.begin()
        expect_equal(second.wait_for_end(), 2, "a port that is taken is refused")
        expect_equal(second.complaints(), f"kalends: cannot listen at 127.0.0.1:{first.port}: "
                                          "Address already in use\n", "why it cannot listen")


def store_is_open(trial):
    with Server(trial, trial.folder / "busy"):
        second = Server(trial, trial.folder / "busy", start=False)
        second.begin()
        expect_equal(second.wait_for_end(), 2, "a store that another server has open is refused")
        expect("another process has the log in" in second.complaints(),
               f"why it does not open: {second.complaints()}")


def key_is_missing(trial):
    """A store whose master key is gone does not open, and no new key hides that."""
    server = Server(trial, trial.folder / "locked")
    with server:
        server.stop()
    key = server.folder / "master.key"
    key.unlink()
    server.begin()
    expect_equal(server.wait_for_end(), 2, "a store without its master key is refused")
    expect(str(key) in server.complaints(), f"the key's file is named: {server.complaints()}")
    expect(not key.exists(), "no new master key is made")


def views_do_not_open(trial):
    """Bookings go on without views, which are there as soon as their folder can be made."""
    server = Server(trial, trial.folder / "without", start=False)
    server.data.mkdir(parents=True)
    in_its_place = server.data / "views"
    in_its_place.touch()
    with server:
        server.start()
        clinic = Clinic(server)
        caller = operator(server)
        expect_equal({view["status"] for view in views(caller)}, {"stopped"}, "no view opens")
        expect(all(view["trouble"] for view in views(caller)), "each says why")
        expect_equal(clinic.caller().get("/v1/bookings").status, 503, "there is no list")
        booked = clinic.caller().post("/v1/bookings", clinic.booking(clinic.slots(1)[0]))
        expect_equal(booked.status, 201, "bookings go on")
        told = server.stderr.read_text()
        expect_equal(told.count("the view bookings stands still"), 1, f"it is told once: {told}")
        in_its_place.unlink()
        await_settled(caller)
        listed = clinic.caller().get("/v1/bookings").json["items"]
        expect_equal([item["id"] for item in listed], [booked.json["id"]], "what was booked")


def health(trial, port):
    return subprocess.run([trial.kalends, "health", "--port", str(port)], capture_output=True,
                          text=True, timeout=60, check=False)


def is_healthy_without_disk(trial):
    """Below the disk reserve reads and cancels go on: nobody should start the server again."""
    short_of_disk = ["--disk-reserve-mib", str(1024 * 1024)]
    with Server(trial, trial.folder / "short", short_of_disk) as server:
        expect_equal(Caller(server.port).get("/readyz").status, 503, "it is not ready")
        asked = health(trial, server.port)
        expect_equal((asked.returncode, asked.stdout), (0, "200 OK\n"), "it is healthy")
        server.stop()
        asked = health(trial, server.port)
        expect_equal(asked.returncode, 1, f"a server that is stopped is not: {asked.stdout}")


def test(trial):
    port_is_taken(trial)
    views_do_not_open(trial)
    store_is_open(trial)
    key_is_missing(trial)
    is_healthy_without_disk(trial)


run(test, __doc__)
