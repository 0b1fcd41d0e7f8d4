"""What stands on the topic, and whether that is the log."""

import subprocess

import places
from broker import quiet
from confluent_kafka import OFFSET_BEGINNING, Consumer, TopicPartition
from confluent_kafka.admin import NewTopic
from trial import expect, expect_equal, wait_until

TOPIC = "kalends.events.v1"
PARTITION = 0
POSITION_HEADER = "position"
MAKE_SECONDS_MAX = 30


def make_topic(broker, partitions=1, name=TOPIC):
    admin = broker.admin()

    # A broker that has just started may not have taken its place in the cluster yet.
    def made():
        done = admin.create_topics([NewTopic(name, partitions, 1)])[name]
        return done.exception(MAKE_SECONDS_MAX) is None
    wait_until(made, MAKE_SECONDS_MAX, f"{name} is made")


class Topic:
    """One partition of the topic, read past the wire by a client of the test's own."""

    def __init__(self, broker, name=TOPIC):
        self.partition = TopicPartition(name, PARTITION, OFFSET_BEGINNING)
        self.consumer = Consumer(quiet({
            "bootstrap.servers": broker.address, "group.id": "test",
            "enable.auto.commit": False, "auto.offset.reset": "error", "check.crcs": True}))
        self.consumer.assign([self.partition])
        self.messages = []

    def end(self):
        """The offset that the next message will have."""
        return self.consumer.get_watermark_offsets(self.partition, timeout=30)[1]

    def read(self):
        """Reads on up to the end as it is now; returns all messages since the beginning."""
        end = self.end()
        while len(self.messages) < end:
            for message in self.consumer.consume(min(10_000, end - len(self.messages)), 30):
                expect(message.error() is None, f"the topic is read: {message.error()}")
                expect_equal(message.offset(), len(self.messages), "no offset is left out")
                self.messages.append(message)
        return self.messages

    def wait_for(self, count, seconds):
        """Waits until so many different events stand on the topic."""
        wait_until(lambda: len({message.value() for message in self.read()}) >= count, seconds,
                   f"the topic has {count} events")


def logged_events(trial, server):
    """Every event of the log in its order, byte for byte; the server may be running."""
    done = subprocess.run([trial.arguments.print_events, server.data / "log"], capture_output=True,
                          timeout=120, check=True)
    return done.stdout.splitlines()


def position_of(event):
    """The position that an event gives itself, as bytes, and as numbers that compare."""
    text = event["position"]
    _, epoch, sequence = text.split("-")
    return text, (int(epoch), int(sequence))
