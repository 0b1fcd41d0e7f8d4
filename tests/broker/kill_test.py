"""Engine and broker are killed under load; first occurrences on the topic are the log, in order.

Each time the engine is killed, at least `--unconfirmed` events of its log are such that nobody told
it whether they stand on the topic, in one of three ways:

- replies are held back on the wire: the first of these events stand on the topic, the engine does
  not know it, and the rest waits in the engine;
- the broker is frozen: what was sent lies in the kernel's buffers, and reaches the topic after the
  broker thaws, when the engine that sent it is dead and the next one may be there already;
- replies are held back, the broker dies too, and before both are back the topic's retention has
  taken all that stood on it: only the engine's own cursor says how far it was.
"""

from broker import Broker
from publishing import CATCH_UP_SECONDS_MAX, Crowd, Publishing, expect_published
from topic import Start, Topic, empty_topic, expect_not_sent_again
from trial import run, wait_until
from wire import Wire


class Stage:
    """Broker, wire and engine, and at which offsets of the topic the engine was started."""

    def __init__(self, trial, broker, wire, server):
        self.trial = trial
        self.broker = broker
        self.wire = wire
        self.server = server
        self.reader = Topic(broker)
        self.crowd = Crowd(trial, server)
        self.starts = [Start(0)]

    def load(self):
        """Clients, and mostly an engine that is publishing what they make; else one that connects
        or catches up."""
        load = self.crowd.load()
        if self.trial.random.random() < 0.75:
            head = self.crowd.head()
            wait_until(lambda: self.reader.count() > head, CATCH_UP_SECONDS_MAX,
                       "the engine publishes what is made now")
        return load

    def kill_past(self, confirmed, load):
        """Kills the engine once enough of what it has cannot be confirmed to it."""
        self.crowd.wait_for_head(confirmed + self.trial.arguments.unconfirmed
                                 + self.trial.random.randrange(100))
        unconfirmed = self.crowd.head() - confirmed
        self.server.kill()
        load.finish()
        return f"{unconfirmed} events unconfirmed"

    def kill_without_replies(self):
        told = self.kill_unconfirmed()
        self.wire.let_replies_go()
        self.starts.append(Start(self.reader.end()))
        self.server.start()
        return told

    def kill_with_the_topic(self):
        told = self.kill_unconfirmed()
        self.broker.kill()
        self.wire.let_replies_go()
        self.broker.start()
        self.starts.append(Start(len(self.reader.read()), is_topic_empty=True))
        empty_topic(self.broker)
        self.server.start()
        expect_published(self.trial, self.server, self.reader)
        return told + ", then the topic was emptied"

    def kill_unconfirmed(self):
        load = self.load()
        self.wire.hold_replies()
        # What was confirmed stood on the topic before.
        confirmed = self.reader.count()
        return self.kill_past(confirmed, load)

    def kill_while_frozen(self):
        load = self.load()
        self.starts.append(Start(self.reader.end()))
        self.broker.freeze()
        told = self.kill_past(self.crowd.head(), load)
        steps = [self.broker.thaw, self.server.start]
        self.trial.random.shuffle(steps)
        for step in steps:
            step()
        return told

    def kill_broker(self):
        load = self.load()
        self.broker.kill()
        head = self.crowd.head()
        self.crowd.wait_for_head(head + self.trial.arguments.unconfirmed)
        self.broker.start()
        told = f"away for {self.crowd.head() - head} events"
        load.finish()
        return told


def rounds(trial, stage):
    """Most are of the two ways that are quick."""
    ways = [getattr(stage, "kill_" + way) for way in trial.arguments.ways.split(",")]
    kills = [*ways[:2], *ways[:2], *ways] * trial.arguments.kills
    chosen = kills[:trial.arguments.kills] + [stage.kill_broker] * trial.arguments.breaks
    trial.random.shuffle(chosen)
    return chosen


def kills(trial):
    wire = Wire()
    with Broker(trial, advertised=wire.port) as broker:
        wire.lay_to(broker.port_behind)
        with Publishing(trial, wire.port) as server:
            stage = Stage(trial, broker, wire, server)
            expect_published(trial, server, stage.reader)
            for number, kill in enumerate(rounds(trial, stage), 1):
                print(f"{number}. {kill.__name__.replace('_', ' ')}: {kill()}", flush=True)
            count, repeats = expect_published(trial, server, stage.reader)
            expect_not_sent_again(stage.reader.messages, stage.starts)
            server.stop()
    print(f"{trial.arguments.kills} kills of the engine, {trial.arguments.breaks} of the broker: "
          f"{count} events in order, {repeats} repeats")


if __name__ == "__main__":
    run(kills, __doc__, broker="build/broker", kills=20, breaks=5, unconfirmed=1000,
        ways="without_replies,while_frozen,with_the_topic")
