"""What clients asked and what they were told, one line of JSON each, in the order it happened."""

import json
import threading
import time


class Recording:
    """For many threads. The checker reads the file; nothing here judges."""

    def __init__(self, path):
        self.file = open(path, "a", encoding="utf-8")
        self.lock = threading.Lock()
        self.asked_count = 0
        self.told_count = 0

    def asked(self, **request):
        """Notes a request that is about to be sent; returns its number."""
        with self.lock:
            self.asked_count += 1
            self._write({"asked": self.asked_count, "at": time.monotonic_ns(), **request})
            return self.asked_count

    def told(self, number, answer):
        """Notes the answer to a request; of one that got none nothing is ever noted."""
        if answer is None:
            return
        line = {"told": number, "status": answer.status, "position": answer.position,
                "replayed": answer.is_replayed, "body": answer.body.decode()}
        with self.lock:
            self.told_count += 1
            self._write({"at": time.monotonic_ns(), **line})

    def _write(self, line):
        self.file.write(json.dumps(line) + "\n")

    def close(self):
        self.file.close()
