"""`zones check` lists the bookings that new zone data has shifted, beside a server too.

New zone data changes nothing else (rules W0 and P7): views made again with it from the same log are
the same, byte for byte.
"""

import pathlib
import re
import shutil
import subprocess

from clinic import Clinic, made
from serving import Server
from trial import expect, expect_equal, run
from views_test import hashes_after_start

ZONES = pathlib.Path("/usr/share/zoneinfo")


def checked(trial, data, *options):
    """The code and what it said; nothing of a store may be needed but what can be read."""
    done = subprocess.run([trial.kalends, "zones", "check", "--data", data, *options],
                          capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


def with_other_data(folder):
    """Zone data in which Luxembourg keeps Tokyo's time, for a server that does not know better."""
    other = folder / "zoneinfo"
    for name in ("Etc/UTC", "Europe/Luxembourg"):
        place = other / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ZONES / name.replace("Europe/Luxembourg", "Asia/Tokyo"), place)
    return {"TZDIR": str(other)}


def zones(trial):
    with Server(trial, environment=with_other_data(trial.folder)) as server:
        clinic = Clinic(server)
        caller = clinic.caller()
        shifted_type = clinic.add_meeting_type(
            caller, clinic.host["id"], time_zone="Europe/Luxembourg")
        slots = clinic.slots(6)
        for start in slots[:2]:
            made(caller.post("/v1/bookings", clinic.booking(start)))
        expect_equal(checked(trial, server.data)[0], 0, "with the same data nothing has shifted")
        booked = [made(caller.post("/v1/bookings", clinic.booking(
            start, meeting_type_id=shifted_type["id"]))) for start in slots[2:5]]
        cancelled = caller.post(f"/v1/bookings/{booked[0]['id']}/cancel", {})
        moved = caller.post(f"/v1/bookings/{booked[1]['id']}/reschedule", {"start": slots[5]})
        expect_equal([cancelled.status, moved.status], [200, 200], "one is off and one is moved")
        for how in ("beside its server", "that was killed"):
            code, said = checked(trial, server.data)
            expect_equal(code, 1, f"bookings of a store {how} have shifted: {said}")
            expect_equal(re.findall("^bkg_\\w+", said, re.MULTILINE),
                         [booked[2]["id"], booked[1]["id"]], f"they are named, by start: {said}")
            expect(re.search("Europe/Luxembourg by .*, now 20", said) and
                   "\n4 bookings, 2 at another civil time" in said, f"and how: {said}")
            if how == "beside its server":
                server.kill()
        made_with_other_data = hashes_after_start(trial, server, again=True)
        server.environment = {}
        expect_equal(hashes_after_start(trial, server, again=True), made_with_other_data,
                     "what is folded asks no zone data")
    other = trial.folder / "tzdata.zi"
    shutil.copyfile(ZONES / "tzdata.zi", other)
    missing = trial.folder / "none"
    for file, why in ((other, "is not what is compared"), (missing, "there is no file")):
        code, said = checked(trial, server.data, "--zone-data", file)
        expect(code == 2 and why in said and "\n4 bookings" not in said,
               f"the version of zone data that are not used is not named: {said}")
    code, said = checked(trial, trial.folder / "nowhere")
    expect(code == 2 and "there is no store" in said, f"without a store it cannot begin: {said}")


if __name__ == "__main__":
    run(zones, __doc__)
