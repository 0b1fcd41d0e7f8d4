"""haproxy and nginx as Debian has them, each before a server, in a folder and with a port of its
own. Each shares its connections to the server among its clients, sends nothing twice, and notes
every request: what its client called it first, and what the answer that it got for it calls it.
"""

import json
import os
import re
import shutil
import signal
import socket
import typing

from child import Child
from trial import expect

# Where neither an answer nor the rest of a request comes, it waits no longer.
SECONDS_MAX = 5
NOTED = re.compile(r"^noted (\S+) (\S+) kalends$", re.MULTILINE)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def program(name):
    """Debian has them where only root looks."""
    found = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin")
    expect(found, f"{name} is installed")
    return found


class Note(typing.NamedTuple):
    """Empty is what was not there: a request without a name, no answer."""

    asked: str
    answered: str


class Proxy(Child):
    """Who inherits writes its `settings()` and reads its `notes()`. `options` go where they say
    what it lets through."""

    def __init__(self, folder, far_port, options=()):
        super().__init__(folder)
        self.far_port = far_port
        self.options = options
        self.port = free_port()
        self.settings_path = folder / "settings.txt"

    def begin(self):
        self.folder.mkdir(exist_ok=True)
        self.settings_path.write_text(self.settings())
        super().begin()

    def has_begun(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def finish(self):
        """Lets it end what it has in progress; its notes of what it passed on."""
        self.process.send_signal(self.ending)
        self.wait_for_end()
        return self.notes()


class Haproxy(Proxy):
    name = "haproxy"
    ending = signal.SIGUSR1

    def command(self):
        return [program("haproxy"), "-db", "-f", self.settings_path]

    def notes(self):
        """In hexadecimal, since it quotes in a way of its own."""
        lines = NOTED.findall(self.stdout.read_text())
        return [Note(*(bytes.fromhex(text.strip("-")).decode(errors="replace") for text in line))
                for line in lines]

    def settings(self):
        """With one thread, since of two that note something at once one may give up."""
        options = "\n    ".join(self.options)
        return f"""
global
    log stdout format raw local0
    nbthread 1
    maxconn 500
defaults
    mode http
    timeout connect {SECONDS_MAX}s
    timeout client {SECONDS_MAX}s
    timeout http-request {SECONDS_MAX}s
    timeout server {SECONDS_MAX}s
    retries 0
frontend clients
    bind 127.0.0.1:{self.port} proto h1
    log global
    log-format "noted %[capture.req.hdr(0),hex] %[capture.res.hdr(0),hex] %s"
    declare capture request len 200
    declare capture response len 200
    http-request capture req.fhdr(X-Request-Id,1) id 0
    http-response capture res.fhdr(X-Request-Id,1) id 0
    {options}
    default_backend kalends
backend kalends
    http-reuse always
    server kalends 127.0.0.1:{self.far_port}
"""


class Nginx(Proxy):
    name = "nginx"
    ending = signal.SIGQUIT

    def command(self):
        return [program("nginx"), "-p", self.folder, "-c", self.settings_path, "-e", "stderr"]

    def notes(self):
        lines = (self.folder / "notes.ndjson").read_bytes().decode(errors="replace").split("\n")
        notes = [json.loads(line) for line in lines if line]
        return [Note(note["asked"], note["answered"]) for note in notes if note["passed_to"]]

    def settings(self):
        paths = "\n    ".join(f"{name}_temp_path {name};" for name in
                              ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        options = "\n        ".join(option + ";" for option in self.options)
        return f"""
daemon off;
master_process off;
pid nginx.pid;
events {{ worker_connections 1000; }}
http {{
    {paths}
    log_format note escape=json '{{"asked":"$http_x_request_id",'
        '"answered":"$upstream_http_x_request_id","passed_to":"$upstream_addr"}}';
    client_header_timeout {SECONDS_MAX}s;
    client_body_timeout {SECONDS_MAX}s;
    keepalive_timeout {SECONDS_MAX}s;
    proxy_read_timeout {SECONDS_MAX}s;
    upstream kalends {{
        server 127.0.0.1:{self.far_port};
        keepalive 8;
    }}
    server {{
        listen 127.0.0.1:{self.port};
        access_log notes.ndjson note;
        {options}
        location / {{
            proxy_pass http://kalends;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $http_host;
            proxy_next_upstream off;
        }}
    }}
}}
"""
