"""Somebody removes the topic while the engine publishes, or makes another of its name: that gets
the whole log, in order; or, should events from the middle of the log have come to stand at its
beginning, nothing more, and the engine says so until it is removed."""

from broker import Broker
from calling import Caller
from publishing import Crowd, Publishing, expect_published
from topic import Topic, make_topic, remove_topic
from trial import expect, expect_equal, run, wait_until

SAY_SECONDS_MAX = 60
ALL_WELL = {"status": "connected", "events_behind": 0}


def expect_whole(trial, server, broker):
    """Once it says that all is published, the topic that is there now is the log."""
    wait_until(lambda: server.readiness() == ALL_WELL, SAY_SECONDS_MAX,
               f"all is published: {server.readiness()}, {server.complaints()}")
    count, repeats = expect_published(trial, server, Topic(broker))
    return f"{count} events in order, {repeats} repeats"


def is_stopped(server):
    return server.readiness()["status"] == "stopped"


def expect_stopped(server, operator_key):
    """It says so in words and figures."""
    wait_until(lambda: is_stopped(server), SAY_SECONDS_MAX, "readiness tells")
    expect("it has a gap" in server.complaints(),
           f"it says what to do: {server.complaints()}")
    figures = Caller(server.port, operator_key).get("/metrics").body
    expect(b"kalends_publishing_stopped 1\n" in figures, "the figures tell")
    expect(server.readiness()["events_behind"] > 0, "what is not published counts")


class Stage:
    def __init__(self, trial, broker, server):
        self.trial = trial
        self.broker = broker
        self.server = server
        self.crowd = Crowd(trial, server)

    def book(self, change=lambda: None):
        """Under load, the change in the midst of it, every request is answered."""
        load = self.crowd.load()
        self.wait_for_more()
        change()
        self.wait_for_more()
        expect(all(ask.is_answered for ask in load.finish()), "every request is answered")

    def wait_for_more(self):
        self.crowd.wait_for_head(self.crowd.head() + self.trial.arguments.events)

    def make_again(self):
        remove_topic(self.broker)
        make_topic(self.broker)

    def expect_whole(self):
        return expect_whole(self.trial, self.server, self.broker)

    def removed(self):
        self.book(lambda: remove_topic(self.broker))
        return self.expect_whole()

    def made_again_under_load(self):
        """Whichever of the two the engine finds first."""
        self.book(self.make_again)
        wait_until(lambda: is_stopped(self.server) or self.server.readiness() == ALL_WELL,
                   SAY_SECONDS_MAX, "it has published all, or stopped")
        was_stopped = is_stopped(self.server)
        if was_stopped:
            remove_topic(self.broker)
        return ("it had stopped; " if was_stopped else "") + self.expect_whole()

    def made_again_while_idle(self):
        """No engine learns of this before its next event stands on the topic."""
        self.make_again()
        self.book()
        expect_stopped(self.server, self.crowd.clinic.operator_key)
        stands = len(Topic(self.broker).read())
        self.server.stop()
        self.server.start()
        expect_stopped(self.server, self.crowd.clinic.operator_key)
        self.book()
        expect_equal(len(Topic(self.broker).read()), stands, "nothing more came to stand there")
        remove_topic(self.broker)
        return f"stopped after {stands} events; once it was removed, {self.expect_whole()}"


def remade(trial):
    with Broker(trial) as broker, Publishing(trial, broker.port) as server:
        stage = Stage(trial, broker, server)
        stage.book()
        print(f"undisturbed: {stage.expect_whole()}", flush=True)
        for way in trial.arguments.ways.split(","):
            print(f"{way.replace('_', ' ')}: {getattr(stage, way)()}", flush=True)
        server.stop()
    trial.verify(server.data)


if __name__ == "__main__":
    run(remade, __doc__, broker="build/broker", events=300,
        ways="removed,made_again_under_load,made_again_while_idle")
