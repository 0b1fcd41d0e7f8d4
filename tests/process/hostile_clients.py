"""Clients that hold as many connections as they are told to and never end a request: some say
nothing, some send a header, a body or the extensions of a chunk byte by byte, and a few send those
as fast as they are taken. Who is cut off comes back. Runs until it is killed.

    hostile_clients.py PORT COUNT

Says "all here" when all are connected, and "all cut" when each of the first was cut off once.
"""

import resource
import select
import socket
import sys

ENDLESS = b"y" * 65536
HEAD = b"POST /v1/bookings HTTP/1.1\r\nHost: a\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;"
# What each kind sends at once, and then byte by byte; the last sends all that it can.
KINDS = (b"", HEAD + b"X-Any: ", HEAD + b"Content-Length: 60000\r\n\r\n", CHUNKED)
FLOODS = 4
PARTS = 10
SECONDS_BETWEEN = 0.1


class Client:
    def __init__(self, number, crowd):
        self.number = number
        self.crowd = crowd
        self.is_flood = number < FLOODS
        self.was_cut = False
        self.connect()

    def connect(self):
        self.socket = socket.create_connection(("127.0.0.1", self.crowd.port))
        self.socket.setblocking(False)
        self.crowd.add(self)
        self.send(CHUNKED if self.is_flood else KINDS[self.number % len(KINDS)])

    def send(self, piece):
        try:
            self.socket.send(piece)
        except BlockingIOError:
            return
        except OSError:
            self.come_back()

    def go_on(self):
        if self.is_flood:
            self.send(ENDLESS)
        elif self.number % len(KINDS):
            self.send(b"y")

    def read(self):
        """An answer tells nothing new; its end does."""
        try:
            if not self.socket.recv(4096):
                self.come_back()
        except BlockingIOError:
            return
        except OSError:
            self.come_back()

    def come_back(self):
        self.crowd.remove(self)
        self.socket.close()
        self.was_cut = True
        self.connect()


class Crowd:
    def __init__(self, port, count):
        self.port = port
        self.poll = select.epoll()
        self.by_descriptor = {}
        self.clients = [Client(number, self) for number in range(count)]

    def add(self, client):
        self.by_descriptor[client.socket.fileno()] = client
        self.poll.register(client.socket.fileno(), select.EPOLLIN)

    def remove(self, client):
        self.poll.unregister(client.socket.fileno())
        del self.by_descriptor[client.socket.fileno()]

    def go_on(self):
        """All of them once, a part at a time."""
        for part in range(PARTS):
            for client in self.clients[part::PARTS]:
                client.go_on()
            for descriptor, _ in self.poll.poll(SECONDS_BETWEEN):
                self.by_descriptor[descriptor].read()


def main(port, count):
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    crowd = Crowd(port, count)
    print("all here", flush=True)
    has_told = False
    while True:
        crowd.go_on()
        if not has_told and all(client.was_cut for client in crowd.clients):
            print("all cut", flush=True)
            has_told = True


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
