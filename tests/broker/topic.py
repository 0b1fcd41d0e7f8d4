"""What stands on the topic, and whether that is the log."""

import json
from typing import NamedTuple

import places
from broker import quiet
from confluent_kafka import OFFSET_BEGINNING, Consumer, TopicPartition
from confluent_kafka.admin import ConfigResource, NewTopic
from trial import expect, expect_equal, wait_until

TOPIC = "kalends.events.v1"
PARTITION = 0
POSITION_HEADER = "position"
MAKE_SECONDS_MAX = 30
EMPTY_SECONDS_MAX = 30
READ_SECONDS_MAX = 30


def make_topic(broker, partitions=1, name=TOPIC, config=None):
    admin = broker.admin()

    # A broker that has just started may not have taken its place in the cluster yet.
    def made():
        done = admin.create_topics([NewTopic(name, partitions, 1, config=config or {})])[name]
        return done.exception(MAKE_SECONDS_MAX) is None
    wait_until(made, MAKE_SECONDS_MAX, f"{name} is made")


def remove_topic(broker, name=TOPIC):
    admin = broker.admin()
    admin.delete_topics([name])[name].result(MAKE_SECONDS_MAX)


def empty_topic(broker, name=TOPIC):
    """As retention does in time: the topic loses all messages and keeps its offsets."""
    partition = TopicPartition(name, PARTITION)
    consumer = Consumer(quiet({"bootstrap.servers": broker.address, "group.id": "test"}))
    keep_for(broker, name, 1)
    wait_until(lambda: len(set(consumer.get_watermark_offsets(partition, timeout=30))) == 1,
               EMPTY_SECONDS_MAX, f"{name} is emptied")
    keep_for(broker, name, -1)


def keep_for(broker, name, milliseconds):
    admin = broker.admin()
    resource = ConfigResource("topic", name, set_config={"retention.ms": milliseconds})
    admin.alter_configs([resource])[resource].result(MAKE_SECONDS_MAX)


class Topic:
    """The topic's one partition, read past the wire by a client of the test's own."""

    def __init__(self, broker, name=TOPIC):
        self.partition = TopicPartition(name, PARTITION, OFFSET_BEGINNING)
        self.consumer = Consumer(quiet({
            "bootstrap.servers": broker.address, "group.id": "test",
            "enable.auto.commit": False, "auto.offset.reset": "error", "check.crcs": True}))
        wait_until(lambda: self.consumer.list_topics(name, timeout=30).topics[name].error is None,
                   MAKE_SECONDS_MAX, f"{name} is made")
        self.consumer.assign([self.partition])
        self.messages = []
        self.values = set()

    def end(self):
        """The offset that the next message will have."""
        return self.consumer.get_watermark_offsets(self.partition, timeout=30)[1]

    def read(self):
        """Reads on up to the end as it is now; returns all messages since the beginning."""
        end = self.end()
        while len(self.messages) < end:
            found = self.consumer.consume(min(10_000, end - len(self.messages)), READ_SECONDS_MAX)
            expect(found, f"the topic is read up to offset {end}, not {len(self.messages)} only")
            for message in found:
                expect(message.error() is None, f"the topic is read: {message.error()}")
                expect_equal(message.offset(), len(self.messages), "no offset is left out")
                self.messages.append(message)
                self.values.add(message.value())
        return self.messages

    def count(self):
        """How many different events stand on the topic now."""
        self.read()
        return len(self.values)

    def wait_for(self, event, seconds, meanwhile=lambda: None):
        def stands():
            meanwhile()
            self.read()
            return event in self.values
        wait_until(stands, seconds, f"this stands on the topic: {event}")


def first_occurrences(messages):
    """The messages without those whose position stood on the topic before."""
    first = {}
    for message in messages:
        first.setdefault(dict(message.headers())[POSITION_HEADER], message)
    return list(first.values())


def expect_is_log(messages, events):
    """First occurrences are the log's events in the log's order, byte for byte, and a repeat has
    the bytes of what it repeats; returns how many repeats there are."""
    stands = first_occurrences(messages)
    for message, event in zip(stands, events):
        told = json.loads(event)
        expect_equal(message.value(), event, "an event on the topic is the log's next")
        expect_equal(message.key(), told["subject"].encode() if "subject" in told else None,
                     f"the key of {told['position']}")
        expect_equal(dict(message.headers()), {
            "content-type": b"application/cloudevents+json; charset=UTF-8",
            POSITION_HEADER: told["position"].encode()}, f"the headers of {told['position']}")
    expect_equal(len(stands), len(events), "the topic has as many events as the log")
    expect(len({message.value() for message in messages}) == len(stands),
           "what comes again has the same bytes")
    return len(messages) - len(stands)


class Start(NamedTuple):
    """At which offset the topic ended when an engine was started, or somewhat before, and whether
    retention had taken what stood there."""

    offset: int
    is_topic_empty: bool = False


def expect_not_sent_again(messages, starts):
    """No engine sends what it could read on the topic at its start."""
    ends = [start.offset for start in starts[1:]] + [len(messages)]
    for start, end in zip(starts, ends):
        before = {message.value() for message in messages[:start.offset]}
        again = sum(message.value() in before for message in messages[start.offset:end])
        expect(again == 0 or start.is_topic_empty,
               f"what stood on the topic at a start is not sent again: {again} events were")
