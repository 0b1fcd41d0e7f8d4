"""A large answer is compressed for whoever takes that, and is the same when it is undone."""

import gzip

from clinic import Clinic
from serving import Server
from trial import expect, expect_equal, run


def compressed(trial):
    with Server(trial) as server:
        clinic = Clinic(server)
        caller = clinic.caller()
        for start in clinic.slots(40):
            expect_equal(caller.post("/v1/bookings", clinic.booking(start)).status, 201, "booked")
        path = "/v1/bookings?limit=40"
        plain = caller.get(path)
        packed = caller.call("GET", path, headers={"Accept-Encoding": "gzip"})
        expect_equal(packed.headers["Content-Encoding"], "gzip", "it is compressed")
        expect(len(packed.body) < len(plain.body) / 4, f"much: {len(packed.body)} bytes")
        expect_equal(gzip.decompress(packed.body), plain.body, "it is the same")
        expect_equal(plain.headers["Content-Encoding"], None, "and as it is for all others")
        page = caller.call("GET", "/openapi.json", headers={"Accept-Encoding": "gzip"})
        expect_equal(gzip.decompress(page.body), caller.get("/openapi.json").body, "documents, too")
        again = caller.call("GET", "/openapi.json", headers={
            "Accept-Encoding": "gzip", "If-None-Match": page.headers["ETag"]})
        expect_equal(again.status, 304, "which are not sent twice")
        server.stop()
    trial.verify(server.data, bookings=40)


if __name__ == "__main__":
    run(compressed, __doc__)
