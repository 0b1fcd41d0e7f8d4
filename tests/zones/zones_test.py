"""The slots about every time that a clock of some zone is set, worked out a second time.

Python's zoneinfo, on the zone files that the calculus reads, gives the instants of rule W1; the
rest of the rules of hours and grid is written again here, from their text. `zone_slots` answers for
the calculus. Both know the same hours and nothing else of each other.
"""

import argparse
import concurrent.futures
import datetime
import hashlib
import os
import pathlib
import subprocess
import sys
import zoneinfo

UTC = datetime.timezone.utc
DAY = 86_400
HALF_HOUR = 1_800
REACH = 26 * 3_600

# Alignment of the grid, and the ranges of every day in minutes: around the clock; a range in each
# hour, so that some begin or end within any gap or overlap; ranges that touch, within a date and
# across midnight.
HOURS = [
    (0, [(0, 1_440)]),
    (0, [(60 * hour + 10, 60 * hour + 50) for hour in range(24)]),
    (20, [(0, 75), (105, 150), (150, 240), (1_350, 1_440)]),
]


def zone_names():
    """Every zone and link line of the zone data."""
    names = []
    for folder in zoneinfo.TZPATH:
        path = pathlib.Path(folder, "tzdata.zi")
        if path.exists():
            for line in path.read_text(encoding="ascii").splitlines():
                words = line.split()
                if words and words[0] == "Z":
                    names.append(words[1])
                elif words and words[0] == "L":
                    names.append(words[2])
            return sorted(names)
    sys.exit("there is no tzdata.zi in " + ":".join(zoneinfo.TZPATH))


def alike(names):
    """The names in groups whose files are the same bytes: for those all is worked out once."""
    groups = {}
    for name in names:
        for folder in zoneinfo.TZPATH:
            path = pathlib.Path(folder, name)
            if path.exists():
                digest = hashlib.sha256(path.read_bytes()).digest()
                groups.setdefault(digest, []).append(name)
                break
        else:
            sys.exit("there is no file of the zone " + name)
    return list(groups.values())


class Clock:
    """One zone, and every look at it kept."""

    def __init__(self, name):
        self.zone = zoneinfo.ZoneInfo(name)
        self.instants = {}

    def shown(self, at):
        return datetime.datetime.fromtimestamp(at, self.zone)

    def setting(self, at):
        shown = self.shown(at)
        return shown.utcoffset(), shown.tzname()

    def transitions(self, first_year, last_year):
        """When the clock is set, found by looking at it every day."""
        at = int(datetime.datetime(first_year, 1, 1, tzinfo=UTC).timestamp())
        end = int(datetime.datetime(last_year + 1, 1, 1, tzinfo=UTC).timestamp())
        setting = self.setting(at)
        while at < end:
            later = self.setting(at + DAY)
            if later != setting:
                low, high = at, at + DAY
                while high - low > 1:
                    middle = (low + high) // 2
                    if self.setting(middle) == setting:
                        low = middle
                    else:
                        high = middle
                if high < end:
                    yield high
                setting = later
            at += DAY

    def instant(self, date, minutes):
        """Rule W1: in a gap the offset before it, in an overlap the first occurrence."""
        known = self.instants.get((date, minutes))
        if known is None:
            midnight = datetime.datetime.combine(date, datetime.time())
            civil = midnight + datetime.timedelta(minutes=minutes)
            known = int(civil.replace(tzinfo=self.zone, fold=0).timestamp())
            self.instants[date, minutes] = known
        return known

    def has(self, date):
        """Whether the clock ever shows the date."""
        return any(self.shown(self.instant(date, minutes)).date() == date
                   for minutes in (720, *range(0, 1_440, 15)))

    def aligned(self, at, multiple):
        while multiple and self.shown(at).minute % multiple:
            at += 60
        return at


def united(ranges):
    """Sorted, disjoint, not touching."""
    whole = []
    for start, end in sorted(ranges):
        if whole and start <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((start, end))
    return whole


def ranges_of(clock, date, hours):
    if not clock.has(date):
        return []
    instants = [(clock.instant(date, start), clock.instant(date, end)) for start, end in hours]
    return united([(start, end) for start, end in instants if start < end])


def starts_about(clock, at, align, hours):
    """Every start of a slot of half an hour, each half hour from the start of a date's range."""
    middle = datetime.datetime.fromtimestamp(at, UTC).date()
    own = []
    for days in range(-4, 5):
        own += ranges_of(clock, middle + datetime.timedelta(days), hours)
    joined = united(own)
    starts = set()
    for start, end in own:
        if end <= at - REACH or start >= at + REACH:
            continue
        fits = next(whole for whole in joined if whole[0] <= start and end <= whole[1])
        for slot in range(clock.aligned(start, align), end, HALF_HOUR):
            if slot + HALF_HOUR <= fits[1] and at - REACH <= slot < at + REACH:
                starts.add(slot)
    return sorted(starts)


def runs(starts, about):
    """The starts as `zone_slots` writes them."""
    found = []
    for start in starts:
        if found and start == found[-1][0] + found[-1][1] * HALF_HOUR:
            found[-1][1] += 1
        else:
            found.append([start, 1])
    return " ".join(f"{(start - about) // 60}+{count}" for start, count in found)


def expected(name, years):
    clock = Clock(name)
    lines = {}
    for at in clock.transitions(*years):
        lines[at] = [runs(starts_about(clock, at, *hours), at) for hours in HOURS]
    return lines


def answers(arguments, names, lines):
    """What the calculus says of the same times, for each of the names."""
    asked = "".join(f"{name} {at}\n" for name in names for at in lines)
    hours = [f"{align}:" + ",".join(f"{start}-{end}" for start, end in ranges)
             for align, ranges in HOURS]
    plant = ["--plant", arguments.plant] if arguments.plant else []
    done = subprocess.run([arguments.zone_slots, *plant, *hours], input=asked, text=True,
                          stdout=subprocess.PIPE, check=True)
    told = iter(done.stdout.splitlines())
    return {(name, at): [next(told) for _ in HOURS] for name in names for at in lines}


def compare(arguments, names):
    """How many times were looked at in zones of these names, how many starts, and what differs."""
    lines = expected(names[0], arguments.years)
    if not lines:
        return 0, 0, []
    differences = []
    starts = 0
    for (name, at), told in answers(arguments, names, lines).items():
        for hours, ours, theirs in zip(HOURS, lines[at], told, strict=True):
            starts += sum(int(run.split("+")[1]) for run in ours.split())
            if ours != theirs:
                when = datetime.datetime.fromtimestamp(at, UTC).isoformat()
                differences.append(f"{name} about {when}, aligned to {hours[0]}, {hours[1]}:\n"
                                   f"  zoneinfo: {ours}\n  calculus: {theirs}")
    return len(names) * len(lines), starts, differences


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--zone-slots", required=True, help="the program that asks the calculus")
    parser.add_argument("--years", type=int, nargs=2, default=(2020, 2040), metavar="YEAR")
    parser.add_argument("--plant", help="a planted bug, which must be caught")
    arguments = parser.parse_args()
    names = zone_names()
    groups = alike(names)
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(compare, [arguments] * len(groups), groups, chunksize=4))
    transitions = sum(one[0] for one in found)
    differences = [difference for one in found for difference in one[2]]
    print(f"{len(names)} zones, {transitions} transitions, {sum(one[1] for one in found)} slots, "
          f"{len(differences)} differences")
    print("\n".join(differences[:5]))
    years = arguments.years[1] - arguments.years[0] + 1
    if len(names) < 500 or transitions < 300 * years:
        sys.exit("too little was looked at")
    if bool(differences) != bool(arguments.plant):
        sys.exit("the planted bug is not caught" if arguments.plant else "they do not agree")


if __name__ == "__main__":
    main()
