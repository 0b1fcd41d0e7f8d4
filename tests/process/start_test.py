"""What keeps `kalends serve` from starting is said in a sentence, without the program's insides."""

from serving import Server
from trial import expect, expect_equal, run


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


def test(trial):
    port_is_taken(trial)
    store_is_open(trial)
    key_is_missing(trial)


run(test, __doc__)
