"""Where things are. Importing this lets a test import the modules of `tests/process` too."""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FOLLOW_TOPIC = ROOT / "docs/examples/follow_topic.py"

sys.path.append(str(HERE.parent / "process"))
