"""A Kafka broker of one node, in KRaft mode, as a process of its own."""

import base64
import pathlib
import shutil
import socket
import uuid

import places
from child import Child
from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient
from trial import output_of

# Starts quickly and stays small: nobody measures the broker.
JVM = ["-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
       "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"]


def fetch_jars(folder):
    """Brings the jars of pom.xml from Maven Central into `folder`, once."""
    pom = (places.HERE / "pom.xml").read_bytes()
    jars = folder / "jars"
    kept = folder / "pom.xml"
    if kept.exists() and kept.read_bytes() == pom:
        return jars
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    output_of("Maven brings the broker",
              ["mvn", "--batch-mode", "--quiet", "--file", places.HERE / "pom.xml",
               "dependency:copy-dependencies", "-DincludeScope=runtime",
               f"-DoutputDirectory={jars}"], seconds=600)
    kept.write_bytes(pom)  # Last, so that what was brought half is brought again.
    return jars


def free_ports(count):
    """Ports that nobody has: a broker that is started again must find the one it had."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Broker(Child):
    """Keeps its port, however often it ends.

    `advertised` is the port that clients are sent to which come by the listener BEHIND: that of a
    wire in between (wire.py). `settings` are more of the broker's own.
    """

    name = "the broker"

    def __init__(self, trial, *, advertised=None, settings=None):
        super().__init__(trial.folder / "broker")
        self.jars = fetch_jars(pathlib.Path(trial.arguments.broker).resolve())
        self.folder.mkdir()
        self.settings = self.folder / "server.properties"
        self.port, self.port_behind, self.port_controller = free_ports(3)
        self.address = f"127.0.0.1:{self.port}"
        self._write_settings(advertised or self.port_behind, settings or {})
        output_of("its folder is made", self._java(
            "kafka.tools.StorageTool", "format", "--config", self.settings,
            "--cluster-id=" + base64.urlsafe_b64encode(uuid.uuid4().bytes).decode()[:22]))

    def _write_settings(self, advertised, more):
        settings = {
            "node.id": 1,
            "process.roles": "broker,controller",
            "controller.quorum.voters": f"1@127.0.0.1:{self.port_controller}",
            "controller.listener.names": "CONTROLLER",
            "inter.broker.listener.name": "DIRECT",
            "listener.security.protocol.map":
                "DIRECT:PLAINTEXT,BEHIND:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL",
            "listeners": f"DIRECT://127.0.0.1:{self.port},BEHIND://127.0.0.1:{self.port_behind},"
                         f"CONTROLLER://127.0.0.1:{self.port_controller}",
            "advertised.listeners": f"DIRECT://127.0.0.1:{self.port},"
                                    f"BEHIND://127.0.0.1:{advertised}",
            "log.dirs": self.folder / "log",
            "auto.create.topics.enable": "false",
            # One that was killed is back once its former self has timed out.
            "broker.session.timeout.ms": 1000,
            "broker.heartbeat.interval.ms": 200,
            # Retention is looked at soon and often.
            "log.initial.task.delay.ms": 200,
            "log.retention.check.interval.ms": 200,
            "group.initial.rebalance.delay.ms": 0,
            "offsets.topic.replication.factor": 1,
            "offsets.topic.num.partitions": 1,
            "transaction.state.log.replication.factor": 1,
            "transaction.state.log.min.isr": 1,
        }
        for name, value in more.items():
            # A listener more is added to those that are there.
            is_listener = name in ("listeners", "advertised.listeners")
            settings[name] = f"{settings[name]},{value}" if is_listener else value
        self.settings.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))

    def _java(self, program, *arguments):
        return ["java", *JVM, "-cp", f"{self.jars}/*", program, *arguments]

    def command(self):
        return self._java("kafka.Kafka", self.settings)

    def has_begun(self):
        try:
            return bool(self.admin().list_topics(timeout=1).brokers)
        except KafkaException:
            return False

    def admin(self):
        return AdminClient(quiet({"bootstrap.servers": self.address}))


def quiet(settings):
    """A client that tries again soon, and leaves it to the test to say what went wrong."""
    return {"log_level": 0, "reconnect.backoff.ms": 50, "reconnect.backoff.max.ms": 200,
            "error_cb": lambda _: None, **settings}
