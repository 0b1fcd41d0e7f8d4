#!/usr/bin/env python3
"""Follows the topic of a Kalends engine and counts its events, by type and by day.

    follow_topic.py --brokers localhost:9092 --state counts.sqlite

The topic is the engine's log: every event stands on it in the log's order, for the first time once
all before it do. A consumer that wants its numbers to be right has four things to do, and this one
does no more than that and count:

1. It drops repeats. An event may come again, after an engine was killed say, and is then at or
   before the position last taken. Positions compare by epoch, then by sequence, as numbers.
2. It keeps its cursor with what it computed, in one transaction, and not in Kafka. Killed at any
   moment, it goes on where its numbers stand.
3. It obeys `log.restored`: what lay beyond the `last_kept` that the event names never happened, so
   what was computed from it is taken back. That is why there is a row for each event here.
4. It stops if the log goes on where it should not, since then an event is missing: the topic was
   emptied by retention, say, or it is the topic of another engine.

`--after 0-1-48213` makes a new state begin with what follows that position, not with the first
event of all; `--once` ends where the topic ends; `--set security.protocol=SASL_SSL`, as often as
need be, gives the client a setting. Needs confluent-kafka (Debian: python3-confluent-kafka).
"""

import argparse
import json
import signal
import sqlite3
import sys
from typing import NamedTuple

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, KafkaException, TopicPartition

EVENTS_AT_ONCE = 1000
SECONDS_AT_ONCE = 0.2


class Position(NamedTuple):
    """Where an event stands in its partition. The order of the fields is that of comparison."""

    epoch: int
    sequence: int


NOTHING_TAKEN = Position(0, 0)


def position_of(text):
    """The partition and the position in it that `0-1-48213` names."""
    partition, epoch, sequence = map(int, text.split("-"))
    return partition, Position(epoch, sequence)


class Missing(Exception):
    """The topic does not go on where it should."""


class Counts:
    """What was computed so far, and the cursor, in one file."""

    def __init__(self, path):
        self.rows = sqlite3.connect(path)
        self.rows.executescript("""
            CREATE TABLE IF NOT EXISTS cursor (
                partition INTEGER PRIMARY KEY, epoch INTEGER, sequence INTEGER, offset INTEGER);
            CREATE TABLE IF NOT EXISTS event (
                partition INTEGER, epoch INTEGER, sequence INTEGER, type TEXT, day TEXT,
                PRIMARY KEY (partition, epoch, sequence)) WITHOUT ROWID;
        """)

    def cursor(self, partition):
        """The position last taken, and the offset to read next."""
        row = self.rows.execute("SELECT epoch, sequence, offset FROM cursor WHERE partition = ?",
                                (partition,)).fetchone()
        return (Position(*row[:2]), row[2]) if row else (NOTHING_TAKEN, OFFSET_BEGINNING)

    def begin_after(self, partition, position):
        """Unless something was taken already. The topic is read from its beginning: what stands at
        or before the position is dropped, as a repeat would be."""
        with self.rows:
            self.rows.execute("INSERT OR IGNORE INTO cursor VALUES (?, ?, ?, ?)",
                              (partition, *position, OFFSET_BEGINNING))

    def take(self, messages):
        """All of them, or, should this fail, none."""
        with self.rows:
            for message in messages:
                self._take(message.partition(), message.offset(), json.loads(message.value()))

    def _take(self, partition, offset, event):
        taken, _ = self.cursor(partition)
        _, position = position_of(event["position"])
        if position > taken:
            if event["type"] == "log.restored.v1":
                taken = self._withdraw(partition, taken, event["data"]["last_kept"])
            if position.sequence != taken.sequence + 1:
                raise Missing(f"{event['position']} follows {partition}-{taken.epoch}-"
                              f"{taken.sequence}: what stood between them is missing")
            self.rows.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)",
                              (partition, *position, event["type"], event["time"][:10]))
            taken = position
        self.rows.execute("INSERT OR REPLACE INTO cursor VALUES (?, ?, ?, ?)",
                          (partition, *taken, offset + 1))

    def _withdraw(self, partition, taken, text):
        """Takes back what lies beyond the position; returns what is then the last one taken."""
        _, last_kept = position_of(text)
        self.rows.execute(
            "DELETE FROM event WHERE partition = ? AND (epoch, sequence) > (?, ?)",
            (partition, *last_kept))
        return min(taken, last_kept)

    def show(self):
        for row in self.rows.execute(
                "SELECT day, type, count(*) FROM event GROUP BY day, type ORDER BY day, type"):
            print(*row)


def consumer_of(arguments):
    """Reads from where it is told and nowhere else; the group is only a name for the client."""
    return Consumer({
        "bootstrap.servers": arguments.brokers, "group.id": "follow_topic",
        "enable.auto.commit": False, "auto.offset.reset": "error", "check.crcs": True,
        "enable.partition.eof": True, **dict(one.split("=", 1) for one in arguments.set)})


def partitions_of(consumer, topic):
    found = consumer.list_topics(topic, timeout=30).topics[topic]
    if found.error is not None:
        raise KafkaException(found.error)
    return list(found.partitions)


def follow(consumer, counts, partitions, once):
    """Takes what comes, in groups; if `once`, until each partition was read to its end."""
    consumer.assign(partitions)
    unread = {one.partition for one in partitions}
    while unread or not once:
        messages = []
        for message in consumer.consume(EVENTS_AT_ONCE, SECONDS_AT_ONCE):
            if message.error() is None:
                messages.append(message)
            elif message.error().code() == KafkaError._PARTITION_EOF:
                unread.discard(message.partition())
            else:
                raise KafkaException(message.error())
        counts.take(messages)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--brokers", required=True, help="as in localhost:9092")
    parser.add_argument("--topic", default="kalends.events.v1")
    parser.add_argument("--state", required=True, help="the file of numbers and cursor")
    parser.add_argument("--after", metavar="POSITION", help="where to begin, as in 0-1-48213")
    parser.add_argument("--once", action="store_true", help="stop where the topic ends")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    counts = Counts(arguments.state)
    if arguments.after:
        counts.begin_after(*position_of(arguments.after))
    consumer = consumer_of(arguments)
    try:
        partitions = [TopicPartition(arguments.topic, partition, counts.cursor(partition)[1])
                      for partition in partitions_of(consumer, arguments.topic)]
        follow(consumer, counts, partitions, arguments.once)
    except (Missing, KafkaException) as trouble:
        sys.exit(f"follow_topic.py: {trouble}")
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()
        counts.show()


if __name__ == "__main__":
    main()
