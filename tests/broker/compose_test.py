"""docker-compose.yml is sound: Compose takes it, the program knows the settings that it passes on,
and a broker starts with the settings that it gives to one.

The broker is ours from Maven, not the image, and the two containers do not run together here.
"""

import re
import subprocess

import places
import yaml
from broker import Broker
from topic import make_topic
from trial import expect, expect_equal, output_of, run

FILE = places.ROOT / "docker-compose.yml"


def composed(trial, **environment):
    """The services of the file as Compose understands it."""
    said = output_of(
        "Compose takes the file", ["docker-compose", "--file", FILE, "config"],
        env={"PATH": "/usr/bin:/bin", "HOME": str(trial.folder), **environment})
    return yaml.safe_load(said)["services"]


def expect_settings_known(trial, engine):
    """The program, which tells all that is wrong with its settings at once, knows them all."""
    told = subprocess.run(
        [trial.kalends, "serve", "--data", trial.folder / "none"], capture_output=True, text=True,
        timeout=60, check=False,
        env={name: "" for name in (*engine["environment"], "KALENDS_WRONG")}).stderr
    expect_equal(re.findall(r"(\w+): there is no such setting", told), ["KALENDS_WRONG"],
                 f"the settings that are passed on are settings; it said: {told}")
    expect_equal(engine["environment"]["KALENDS_KAFKA_PASSWORD"], "from the environment",
                 "a secret is passed on")


def expect_whole(services):
    expect("HEALTHCHECK" in (places.ROOT / "Dockerfile").read_text(), "the engine has a check")
    expect("healthcheck" in services["kafka"], "the broker has a check")
    expect(re.fullmatch(r"apache/kafka:\d+\.\d+\.\d+", services["kafka"]["image"]),
           "the broker's version is pinned")
    for name, service in services.items():
        expect(service["volumes"], f"what {name} keeps is in a volume")


class ComposedBroker(Broker):
    """With the settings of the file, but for ports, hosts and folder."""

    def __init__(self, trial, environment):
        self.composed = environment
        super().__init__(trial)

    def _write_settings(self, *_):
        ports = {"9092": self.port, "9093": self.port_controller, "9094": self.port_behind}
        with open(self.settings, "w", encoding="utf-8") as file:
            for name, value in self.composed.items():
                name = name.removeprefix("KAFKA_").lower().replace("_", ".")
                value = re.sub(r"(//|@)(kafka|localhost)?:(909\d)",
                               lambda at: f"{at[1]}127.0.0.1:{ports[at[3]]}", str(value))
                file.write(f"{name}={value}\n")
            file.write(f"log.dirs={self.folder}/log\n")  # The last one counts.


def compose(trial):
    services = composed(trial, KALENDS_KAFKA_PASSWORD="from the environment")
    expect_whole(services)
    expect_settings_known(trial, services["kalends"])
    expect_equal(services["kalends"]["environment"]["KALENDS_KAFKA_BROKERS"],
                 re.search(r"INSIDE://([^,]*)",
                           services["kafka"]["environment"]["KAFKA_ADVERTISED_LISTENERS"])[1],
                 "the engine is sent to the broker")
    expect_equal(composed(trial, KALENDS_KAFKA_BROKERS="")["kalends"]["environment"]
                 ["KALENDS_KAFKA_BROKERS"], "", "unless it is told to publish nothing")
    with ComposedBroker(trial, services["kafka"]["environment"]) as broker:
        make_topic(broker)


if __name__ == "__main__":
    run(compose, __doc__, broker="build/broker")
