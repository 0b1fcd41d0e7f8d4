"""With TLS and SASL the topic is the log, too; who is not who they should be is told so."""

import json

import following
from broker import Broker, free_ports
from certificates import Authority
from publishing import Crowd, Publishing, expect_published
from topic import TOPIC, Topic, make_topic
from trial import run
from trouble_test import expect_trouble

USER = "kalends"
PASSWORD = "not-for-everyone"


def secured(authority, port):
    """The broker's settings for one more listener, SECURE."""
    return {
        "listeners": f"SECURE://127.0.0.1:{port}",
        "advertised.listeners": f"SECURE://127.0.0.1:{port}",
        "ssl.keystore.type": "PEM",
        "ssl.keystore.location": authority.certify("127.0.0.1"),
        "sasl.enabled.mechanisms": "PLAIN",
        "listener.name.secure.plain.sasl.jaas.config":
            "org.apache.kafka.common.security.plain.PlainLoginModule required "
            f'user_{USER}="{PASSWORD}";',
    }


def options(authority):
    return ["--kafka-security-protocol", "sasl_ssl", "--kafka-sasl-mechanism", "PLAIN",
            "--kafka-ca-file", str(authority.certificate), "--kafka-user", USER]


def password(text):
    return {"KALENDS_KAFKA_PASSWORD": text}


def expect_example_counts(trial, authority, port, logged):
    """The example that follows the topic does so by TLS and SASL, too."""
    settings = {"security.protocol": "SASL_SSL", "sasl.mechanism": "PLAIN",
                "ssl.ca.location": authority.certificate, "sasl.username": USER,
                "sasl.password": PASSWORD}
    options = [word for name, value in settings.items() for word in ("--set", f"{name}={value}")]
    following.expect_counted([json.loads(event) for event in logged], f"127.0.0.1:{port}", TOPIC,
                             trial.folder / "counts.sqlite", *options)


def secure(trial):
    authority = Authority(trial.folder, "ours")
    other = Authority(trial.folder, "another")
    port, = free_ports(1)
    with Broker(trial, settings=secured(authority, port)) as broker:
        make_topic(broker)
        reader = Topic(broker)
        with Publishing(trial, port, options(authority), environment=password(PASSWORD)) as server:
            crowd = Crowd(trial, server)
            load = crowd.load()
            crowd.wait_for_head(trial.arguments.events)
            load.finish()
            count, _ = expect_published(trial, server, reader)
            server.stop()
        expect_example_counts(trial, authority, port, trial.logged_events(server.data))
        print(f"{count} events published by TLS and SASL")
        expect_trouble(trial, port, options(authority), "away", "uthentication",
                       environment=password("another"))
        expect_trouble(trial, port, options(other), "away", "certificate",
                       environment=password(PASSWORD))


if __name__ == "__main__":
    run(secure, __doc__, broker="build/broker", events=2000)
