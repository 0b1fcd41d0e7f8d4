"""Whatever is wrong with broker or topic is said in clear words, and HTTP goes on."""

from broker import Broker, quiet
from confluent_kafka import Producer
from publishing import Crowd, Publishing, expect_published
from topic import Topic, make_topic
from trial import expect, expect_equal, run, wait_until

SAY_SECONDS_MAX = 30


def expect_said(server, *words):
    """Within its time it says each of the words, and goes on answering."""
    wait_until(lambda: all(word in server.complaints() for word in words), SAY_SECONDS_MAX,
               f"it says {words}, not {server.complaints()!r}")


def expect_trouble(trial, port, options, status, *words, **more):
    """An engine that cannot publish says why, and takes bookings all the same."""
    folder = trial.folder / f"engine-{trial.random.random()}"
    with Publishing(trial, port, options, folder=folder, **more) as server:
        crowd = Crowd(trial, server)
        expect_said(server, "nothing is published", *words)
        head = crowd.head()
        load = crowd.load()
        crowd.wait_for_head(head + 200)
        expect(all(ask.is_answered for ask in load.finish()), "every request is answered")
        expect_equal(server.readiness(), {"status": status, "events_behind": crowd.head()},
                     "it is ready, and says how far the topic is behind")
        complaints = server.complaints().count("nothing is published")
        expect_equal(complaints, 1, f"it is said once; it said {server.complaints()}")
        server.stop()


def publishes_once_there_is_a_broker(trial, broker):
    with Publishing(trial, broker.port) as server:
        expect_said(server, "nothing is published", str(broker.port))
        crowd = Crowd(trial, server)
        load = crowd.load()
        crowd.wait_for_head(1000)
        load.finish()
        broker.start()
        expect_said(server, "publishes to")
        expect_published(trial, server, Topic(broker))
        wait_until(lambda: server.readiness() == {"status": "connected", "events_behind": 0},
                   SAY_SECONDS_MAX, "it says that all is published")
        server.stop()


def trouble(trial):
    broker = Broker(trial)
    try:
        publishes_once_there_is_a_broker(trial, broker)
        make_topic(broker, partitions=3, name="three")
        expect_trouble(trial, broker.port, ["--kafka-topic", "three"], "stopped", "three",
                       "3 partitions")
        make_topic(broker, name="other")
        write_foreign_message(broker, "other")
        expect_trouble(trial, broker.port, ["--kafka-topic", "other"], "stopped", "other",
                       "no position")
        make_topic(broker, name="small", config={"max.message.bytes": "100"})
        expect_trouble(trial, broker.port, ["--kafka-topic", "small"], "stopped", "small",
                       "too large")
        expect_trouble(trial, broker.port, ["--kafka-security-protocol", "ssl"], "away", "SSL")
    finally:
        broker.end()


def write_foreign_message(broker, name):
    producer = Producer(quiet({"bootstrap.servers": broker.address}))
    producer.produce(name, b"not ours", partition=0)
    expect_equal(producer.flush(SAY_SECONDS_MAX), 0, "it is written")


if __name__ == "__main__":
    run(trouble, __doc__, broker="build/broker")
