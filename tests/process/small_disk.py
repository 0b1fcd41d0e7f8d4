"""A small file system of its own, to be filled."""

import os
import subprocess
import sys

from trial import expect_equal

MIB = 1024 * 1024
DISK_MIB = 128


def become_root():
    """Starts the program again, if need be, as one who may mount, if only in a namespace."""
    if os.geteuid() != 0:
        os.execvp("unshare", ["unshare", "-rm", sys.executable, *sys.argv])


class SmallDisk:
    """Mounted at a folder, which is made; the test must have become root."""

    def __init__(self, folder):
        self.folder = folder
        self.ballast = folder / "ballast"
        folder.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "tmpfs", folder],
                       check=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", self.folder], check=True)

    def free(self):
        status = os.statvfs(self.folder)
        return status.f_bavail * status.f_frsize

    def leave(self, left):
        """Fills up until this many bytes are left."""
        with open(self.ballast, "ab") as ballast:
            while self.free() > left:
                try:
                    ballast.write(b"\0" * min(MIB, self.free() - left))
                    ballast.flush()
                except OSError:
                    expect_equal(left, 0, "the disk is full too early")
                    return

    def give_back(self):
        self.ballast.unlink()
