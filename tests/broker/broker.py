"""A Kafka broker of one node, in KRaft mode, as a process of its own."""

import base64
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import uuid

import places
from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient
from trial import expect, wait_until

START_SECONDS_MAX = 120
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
    done = subprocess.run(
        ["mvn", "--batch-mode", "--quiet", "--file", places.HERE / "pom.xml",
         "dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={jars}"],
        capture_output=True, text=True, timeout=600, check=False)
    expect(done.returncode == 0, f"Maven brings the broker, but it said: {done.stdout}")
    kept.write_bytes(pom)  # Last, so that what was brought half is brought again.
    return jars


def free_ports(count):
    """Ports that nobody has: a broker that is started again must find the one it had."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Broker:
    """Stopped, killed, frozen and started again as often as a test likes; it keeps its port.

    `advertised` is the port that clients are sent to which come by the listener BEHIND: that of a
    wire in between (wire.py). `settings` are more of the broker's own. It dies with this program.
    """

    def __init__(self, trial, *, advertised=None, settings=None):
        self.jars = fetch_jars(pathlib.Path(trial.arguments.broker).resolve())
        self.folder = trial.folder / "broker"
        self.folder.mkdir()
        self.stderr = self.folder / "stderr.txt"
        self.settings = self.folder / "server.properties"
        self.port, self.port_behind, self.port_controller = free_ports(3)
        self.process = None
        self._write_settings(advertised or self.port_behind, settings or {})
        self._run("kafka.tools.StorageTool", "format", "--config", self.settings,
                  "--cluster-id=" + base64.urlsafe_b64encode(uuid.uuid4().bytes).decode()[:22])

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.end()

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

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

    def _command(self, program, *arguments):
        return ["java", *JVM, "-cp", f"{self.jars}/*", program, *map(str, arguments)]

    def _run(self, program, *arguments):
        done = subprocess.run(self._command(program, *arguments), capture_output=True, text=True,
                              timeout=START_SECONDS_MAX, check=False)
        expect(done.returncode == 0, f"{program} is done, but it said: {done.stderr}{done.stdout}")

    def start(self):
        with open(self.stderr, "ab") as stderr:
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL",
                 *self._command("kafka.Kafka", self.settings)],
                cwd=self.folder, stdout=stderr, stderr=stderr)
        admin = self.admin()
        wait_until(lambda: answers(admin) or not self.is_running(), START_SECONDS_MAX,
                   "the broker answers")
        expect(self.is_running(), f"the broker runs, but it said: {self.complaints()}")

    def admin(self):
        return AdminClient(quiet({"bootstrap.servers": self.address}))

    def complaints(self):
        return self.stderr.read_text(errors="replace")[-2000:]

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        """As a crash ends it; what it was sent since the last sync stays in the page cache."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self):
        """Whatever it does at the moment."""
        if self.is_running():
            self.kill()

    def freeze(self):
        """It holds its connections, takes what the kernel buffers for it, and answers nobody."""
        os.kill(self.process.pid, signal.SIGSTOP)

    def thaw(self):
        os.kill(self.process.pid, signal.SIGCONT)


def answers(admin):
    try:
        return bool(admin.list_topics(timeout=1).brokers)
    except KafkaException:
        return False


def quiet(settings):
    """A client that tries again soon, and leaves it to the test to say what went wrong."""
    return {"log_level": 0, "reconnect.backoff.ms": 50, "reconnect.backoff.max.ms": 200,
            "error_cb": lambda _: None, **settings}
