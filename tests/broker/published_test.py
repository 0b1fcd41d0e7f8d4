"""The topic is the log: every event once, in order, with its key, its position and its bytes."""

import json

import following
from broker import Broker
from publishing import Crowd, Publishing, expect_published
from topic import TOPIC, Topic, expect_is_log
from trial import expect_equal, run


def expect_example_counts(trial, broker, logged):
    """The example that follows the topic counts what the log holds, from any position."""
    events = [json.loads(event) for event in logged]
    following.expect_counted(events, broker.address, TOPIC, trial.folder / "all.sqlite")
    middle = trial.random.randrange(len(events))
    following.expect_counted(events[middle + 1:], broker.address, TOPIC,
                             trial.folder / "rest.sqlite", "--after", events[middle]["position"])


def publish(trial):
    with Broker(trial) as broker, Publishing(trial, broker.port) as server:
        crowd = Crowd(trial, server)
        load = crowd.load()
        crowd.wait_for_head(trial.arguments.events)
        load.finish()
        reader = Topic(broker)
        count, repeats = expect_published(trial, server, reader)
        expect_equal(repeats, 0, "nothing comes again")

        # An orderly stop leaves nothing unpublished, and a start publishes nothing again.
        load = crowd.load()
        crowd.wait_for_head(count + trial.arguments.events)
        load.finish()
        server.stop()
        expect_equal(expect_is_log(reader.read(), trial.logged_events(server.data)), 0,
                     "nothing comes again")
        server.start()
        crowd.clinic.slots(1)
        count, repeats = expect_published(trial, server, reader)
        expect_equal(repeats, 0, "nothing comes again")
        server.stop()
        expect_example_counts(trial, broker, trial.logged_events(server.data))
    trial.verify(server.data)
    print(f"{count} events stand on the topic once each, in the order of the log")


if __name__ == "__main__":
    run(publish, __doc__, broker="build/broker", events=5000)
