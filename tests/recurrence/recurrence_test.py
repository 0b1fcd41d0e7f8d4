"""The dates of recurrence rules at random, worked out a second time.

python-dateutil says what a rule gives. It departs from RFC 5545 in two things, which are left out
here: it unites no numbered weekdays with plain ones, and takes the week of the start to begin with
the start when BYSETPOS counts in it.
"""

import argparse
import datetime
import itertools
import random
import subprocess
import sys

from dateutil import rrule

# So that dateutil ceases to look for what some rules never give.
datetime.MAXYEAR = 2045

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
SPAN = datetime.timedelta(days=3_653)
MOST = 104
COUNT = "COUNT: there are fewer within ten years of the start"
UNTIL = "UNTIL: must lie within ten years of the start"
MANY = "UNTIL: there are more than 104 until then"
START = "the rule does not give the start"


def some(dice, values, most=3):
    return dice.sample(values, dice.randint(1, min(most, len(values))))


def joined(values):
    return ",".join(map(str, values))


def days(dice, parts):
    numbered = parts["FREQ"] in ("MONTHLY", "YEARLY") and dice.random() < 0.5
    # dateutil breaks on higher numbers within a month.
    most = 5 if parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts else dice.choice([5, 53])
    return [(str(dice.choice([-1, 1]) * dice.randint(1, most)) if numbered else "") + day
            for day in some(dice, WEEKDAYS)]


def random_rule(dice, start):
    """A rule, as text; of the parts that limit it each stands there now and then."""
    frequency = dice.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
    parts = {"FREQ": frequency}
    if dice.random() < 0.5:
        parts["INTERVAL"] = dice.choice([1, 2, 3, 5, 13])
    if dice.random() < 0.6:
        parts["COUNT"] = dice.randint(1, MOST)
    else:
        end = start + datetime.timedelta(days=dice.randint(-2, dice.choice([60, 900, 3_800])))
        form = dice.choice(["%Y%m%d", "%Y%m%dT%H%M%SZ"])
        parts["UNTIL"] = (end + datetime.timedelta(minutes=dice.randint(-1, 1))).strftime(form)
    if frequency != "WEEKLY" and dice.random() < 0.3:
        parts["BYMONTHDAY"] = joined(some(dice, [*range(-31, 0), *range(1, 32)], 6))
    if dice.random() < 0.3:
        parts["BYMONTH"] = joined(some(dice, range(1, 13), 6))
    if dice.random() < 0.5:
        parts["BYDAY"] = joined(days(dice, parts))
    if dice.random() < 0.3 and {"BYDAY", "BYMONTHDAY", "BYMONTH"} & parts.keys():
        parts["BYSETPOS"] = joined(some(dice, [-3, -2, -1, 1, 2, 3, 4]))
    if dice.random() < 0.5:
        parts["WKST"] = dice.choice(WEEKDAYS)
    return parts


def differs_by_design(parts, start):
    week_start = WEEKDAYS.index(parts.get("WKST", "MO"))
    return (parts["FREQ"] == "WEEKLY" and "BYSETPOS" in parts and start.weekday() != week_start)


def random_line(dice):
    while True:
        start = datetime.datetime(2020, 1, 1) + datetime.timedelta(
            days=dice.randint(0, 3_000), minutes=dice.randint(0, 1_439))
        parts = random_rule(dice, start)
        if differs_by_design(parts, start):
            continue
        # Most starts that are picked at random the rule does not give: take one that it does.
        if dice.random() < 0.9:
            open_end = {name: value for name, value in parts.items()
                        if name not in ("COUNT", "UNTIL")}
            first = next(iter(made(open_end, start)), None)
            if first is None or first > start + SPAN:
                continue
            # Of a rule of several weeks, months or years the first one decides which.
            start = first
            if differs_by_design(parts, start):
                continue
        return start, parts


def made(parts, start):
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    return rrule.rrulestr(text, dtstart=start)


def expected(start, parts):
    """What rule_dates should say."""
    last = start.replace(hour=0, minute=0) + SPAN
    open_end = {name: value for name, value in parts.items() if name not in ("COUNT", "UNTIL")}
    if "UNTIL" in parts:
        text = parts["UNTIL"]
        if text.endswith("Z"):
            end = datetime.datetime.strptime(text, "%Y%m%dT%H%M%SZ")
        else:
            end = datetime.datetime.strptime(text, "%Y%m%d") + datetime.timedelta(
                hours=23, minutes=59, seconds=59)
        if end.replace(hour=0, minute=0, second=0) >= last:
            return UNTIL
    else:
        end = datetime.datetime.max
    most = parts.get("COUNT", MOST + 1)
    given = itertools.takewhile(lambda at: at < last and at <= end, made(open_end, start))
    dates = list(itertools.islice(given, most))
    if not dates or dates[0] != start:
        return START
    if "UNTIL" in parts and len(dates) > MOST:
        return MANY
    if "COUNT" in parts and len(dates) < parts["COUNT"]:
        return COUNT
    return " ".join(at.strftime("%Y-%m-%dT%H:%M:%SZ") for at in dates)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rule-dates", required=True, help="the program that asks our rules")
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    parser.add_argument("--rules", type=int, default=4_000)
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}")
    dice = random.Random(arguments.seed)
    lines = [random_line(dice) for _ in range(arguments.rules)]
    asked = [start.strftime("%Y-%m-%dT%H:%M:%SZ ")
             + ";".join(f"{name}={value}" for name, value in parts.items())
             for start, parts in lines]
    done = subprocess.run([arguments.rule_dates], input="\n".join(asked) + "\n", text=True,
                          stdout=subprocess.PIPE, check=True)
    told = done.stdout.splitlines()
    theirs = [expected(start, parts) for start, parts in lines]
    differences = [f"{line}\n  dateutil: {their}\n  ours:     {our}"
                   for line, their, our in zip(asked, theirs, told, strict=True) if their != our]
    expanded = [their for their in theirs if their[0].isdigit()]
    print(f"{len(theirs)} rules, {len(expanded)} with dates, {len(differences)} differences")
    print("\n".join(differences[:5]))
    if len(expanded) < len(theirs) // 3:
        sys.exit("too little was looked at")
    if differences:
        sys.exit("they do not agree")


if __name__ == "__main__":
    main()
