"""Runs clang-tidy: tidy.py BUILD_FOLDER [SECONDS [FOLDER...]]

Looks at every source, of these folders if any are named, that is not known to be clean. With
SECONDS, begins none after so many, and says how many remain: what changed last comes first, so on
a machine that knows nothing it is what landed last that is looked at. A source is known to be clean
if it was found so once, in whichever checkout, with the same checks, flags and text of all of our
own files that it includes.
"""

import concurrent.futures
import hashlib
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import time

TOOL = "clang-tidy-19"
ROOT = pathlib.Path(__file__).resolve().parent.parent
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
KNOWN = CACHE / "kalends-tidy"
KNOWN_FOR = 30 * 24 * 3600  # seconds since it was last of use
INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)


def output_of(*command):
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return run.stdout if run.returncode == 0 else ""


def commands_of(build_folder):
    """How each source of ours is compiled; paths are relative to the root here and below. What is
    written in the build folder is looked at where it is written from."""
    entries = json.loads((ROOT / build_folder / "compile_commands.json").read_text())
    return {str(pathlib.Path(entry["file"]).relative_to(ROOT)):
            entry["command"].replace(str(ROOT), "") for entry in entries
            if not pathlib.Path(entry["file"]).is_relative_to(ROOT / build_folder)}


def closure_of(source):
    """The source and all of our own files that it includes, however far away."""
    found, waiting = set(), [source]
    while waiting:
        path = waiting.pop()
        if path in found or not (ROOT / path).is_file():
            continue
        found.add(path)
        waiting += INCLUDE.findall((ROOT / path).read_text())
    return found


def stamp_of(command, closure, rules):
    """The file that is there if just this was found clean."""
    digest = hashlib.sha256(f"{rules}\n{command}\n".encode())
    for path in sorted(closure):
        digest.update(f"{path}\n".encode() + (ROOT / path).read_bytes())
    return KNOWN / digest.hexdigest()


def stamps_of(commands, closures):
    checks = [ROOT / ".clang-tidy", *sorted(ROOT.glob("*/.clang-tidy"))]
    rules = output_of(TOOL, "--version") + "\n".join(path.read_text() for path in checks)
    return {source: stamp_of(command, closures[source], rules)
            for source, command in commands.items()}


def last_changes():
    """When each file changed last, in seconds; later than any if that is not committed."""
    changes, when = {}, 0
    for line in output_of("git", "log", "--format=@%ct", "--name-only").splitlines():
        if line.startswith("@"):
            when = int(line[1:])
        else:
            changes.setdefault(line, when)
    for line in output_of("git", "status", "--porcelain", "--untracked-files=all").splitlines():
        changes[line[3:]] = math.inf
    return changes


def newest_first(closures):
    """The sources, what changed last first; for a header comes one source that includes it."""
    changes = last_changes()
    files = sorted(set().union(*closures.values()))
    order, seen = {}, set()
    for path in sorted(files, key=lambda path: changes.get(path, 0), reverse=True):
        if path not in closures and path in seen:
            continue
        source = path if path in closures else next(s for s in closures if path in closures[s])
        order[source] = None
        seen |= closures[source]
    return list(order)


def is_clean(build_folder, source, stamp, end):
    """Whether the tool has nothing to say; None if there was no time to ask it."""
    if time.monotonic() >= end:
        return None
    run = subprocess.run(["nice", TOOL, "-p", build_folder, "--quiet", source],
                         cwd=ROOT, capture_output=True, text=True)
    if run.returncode == 0:
        stamp.touch()
    else:
        print(f"{source}\n{run.stdout.strip() or run.stderr}", flush=True)
    return run.returncode == 0


def keep_for_a_while(stamps):
    for stamp in stamps:
        stamp.touch()
    for stamp in KNOWN.iterdir():
        if time.time() - stamp.stat().st_mtime > KNOWN_FOR:
            stamp.unlink()


def main(build_folder, seconds=math.inf, *folders):
    begun = time.monotonic()
    KNOWN.mkdir(parents=True, exist_ok=True)
    commands = {source: command for source, command in commands_of(build_folder).items()
                if not folders or source.lstrip("/").split("/")[0] in folders}
    closures = {source: closure_of(source) for source in commands}
    stamps = stamps_of(commands, closures)
    known = {source for source in commands if stamps[source].exists()}
    keep_for_a_while(stamps[source] for source in known)

    def look(source):
        return is_clean(build_folder, source, stamps[source], begun + float(seconds))

    unknown = [source for source in newest_first(closures) if source not in known]
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        found = list(pool.map(look, unknown))
    clean, faulty, remain = (found.count(verdict) for verdict in (True, False, None))
    print(f"of {len(commands)} sources {len(known)} were known to be clean; looked at "
          f"{clean + faulty} in {time.monotonic() - begun:.0f} s: {clean} clean, {faulty} not; "
          f"{remain} remain")
    # Where there is something to look at and nothing was, no verdict is a pass.
    return 0 if commands and not faulty and (clean or not unknown) else 1


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
