#!/usr/bin/env python3
"""Follows the feed of an organisation over HTTP, and writes each event to standard output, one
JSON object a line.

    API_KEY=kal_... follow_feed.py http://127.0.0.1:8080 --cursor feed.cursor

It goes on behind the position that the cursor's file holds, which it moves once the events are
written, so that after a crash of its own the last few may come twice: drop those whose position
was seen. Without a file it begins with the first event. When the connection ends it comes back,
and misses nothing. When the server says that a restore withdrew the position (410), it goes on
from the point returned to; the next event, log.restored.v1, says what never happened.
"""

import argparse
import contextlib
import http.client
import json
import os
import sys
import time
import urllib.parse

# A server that is there says something each 15 seconds.
SILENCE_SECONDS_MAX = 40


class Refused(Exception):
    """The server will not let us follow, now or ever."""


class Cursor:
    """The position up to which all is written, in a file that is whole at any moment."""

    def __init__(self, path):
        self.path = path
        self.position = "0"
        if path and os.path.exists(path):
            with open(path, encoding="ascii") as file:
                self.position = file.read().strip()

    def move(self, position):
        self.position = position
        if self.path:
            with open(self.path + ".new", "w", encoding="ascii") as file:
                file.write(position + "\n")
            os.replace(self.path + ".new", self.path)


class Feed:
    def __init__(self, url, key, types):
        self.url = urllib.parse.urlsplit(url)
        self.path = "/v1/events" + (f"?types={types}" if types else "")
        self.key = key
        self.retry_seconds = 2.0

    def connect(self):
        secure = self.url.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        return kind(self.url.hostname, self.url.port, timeout=SILENCE_SECONDS_MAX)

    def ask(self, connection, position):
        connection.request("GET", self.path, headers={
            "Accept": "text/event-stream", "Authorization": f"Bearer {self.key}",
            "Last-Event-ID": position})
        return connection.getresponse()

    def events(self, position):
        """What is told over one connection, until it ends: position and event, which is None if
        nothing has happened but that the position has moved. Whatever fails where they are used
        does not end up here, so that it is never taken for the connection's end."""
        with contextlib.closing(self.connect()) as connection:
            try:
                yield from self.answered(self.ask(connection, position))
            except (OSError, http.client.HTTPException) as trouble:
                print(f"the connection has ended: {trouble}", file=sys.stderr)

    def answered(self, response):
        if response.status == 200:
            yield from self.parsed(response)
        elif response.status == 410:
            yield json.loads(response.read())["position"], None
        elif response.status == 503:
            print(f"not now: {response.read().decode()}", file=sys.stderr)
            time.sleep(float(response.headers.get("Retry-After", "1")))
        else:
            raise Refused(f"{response.status}: {response.read().decode()}")

    def parsed(self, lines):
        """Server-sent events. One that its connection cut short has no empty line behind it, and
        is left out."""
        position, data = None, None
        for line in lines:
            line = line.decode().rstrip("\n")
            name, _, value = line.partition(": ")
            if name == "id":
                position = value
            elif name == "data":
                data = value
            elif name == "retry":
                self.retry_seconds = int(value) / 1000
            elif not line and position:
                yield position, data
                position, data = None, None


def follow(feed, cursor, count):
    """Writes events until there were `count`, or for ever."""
    written = 0
    while True:
        for position, event in feed.events(cursor.position):
            if event is not None:
                print(event, flush=True)
                written += 1
            cursor.move(position)
            if written == count:
                return
        time.sleep(feed.retry_seconds)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url", help="of the server")
    parser.add_argument("--cursor", help="the file that keeps the position")
    parser.add_argument("--types", help="names of events, parted by commas")
    parser.add_argument("--count", type=int, help="stop after so many events")
    options = parser.parse_args()
    key = os.environ.get("API_KEY")
    if not key:
        parser.error("the environment must hold an API key as API_KEY")
    if not options.url.startswith(("http://", "https://")):
        parser.error("the url must begin with http:// or https://")
    feed = Feed(options.url, key, options.types)
    try:
        follow(feed, Cursor(options.cursor), options.count)
    except Refused as refusal:
        sys.exit(str(refusal))
    except BrokenPipeError:
        # Nobody reads what we write any more; nor would what Python flushes at its end arrive.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
