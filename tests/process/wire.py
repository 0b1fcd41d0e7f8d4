"""A wire between two programs, which a test can cut in one direction or in both."""

import contextlib
import socket
import threading

BYTES_AT_ONCE = 65536


class Wire:
    """Listens at `port` and passes everything on to the port that `lay_to` named last.

    `hold_replies` is what a lost acknowledgement looks like: what is sent arrives, and nothing
    comes back. Each connection keeps its order; what is held when it ends is lost.
    """

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.far_port = 0  # Where nobody listens.
        self.ends = []
        self.replies_flow = threading.Event()
        self.replies_flow.set()
        threading.Thread(target=self._accept, daemon=True).start()

    def lay_to(self, port):
        self.far_port = port

    def cut(self):
        """Ends all connections; who comes again gets through."""
        ends, self.ends = self.ends, []
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def hold_replies(self):
        self.replies_flow.clear()

    def let_replies_go(self):
        self.replies_flow.set()

    def passed(self, far, piece, is_reply):
        """Who inherits may read what goes through to or from a far end, or change it."""
        return piece

    def _accept(self):
        while True:
            near, _ = self.listener.accept()
            try:
                far = socket.create_connection(("127.0.0.1", self.far_port))
            except OSError:
                near.close()
                continue
            for one in (near, far):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.ends += [near, far]
            self._pass_on(near, far, None)
            self._pass_on(far, near, self.replies_flow)

    def _pass_on(self, source, sink, flows):
        """Passes on what comes, while it may; an end is passed on at once."""
        def run():
            with contextlib.suppress(OSError):
                while piece := source.recv(BYTES_AT_ONCE):
                    if flows is not None:
                        flows.wait()
                    far = sink if flows is None else source
                    sink.sendall(self.passed(far, piece, flows is not None))
            with contextlib.suppress(OSError):
                sink.shutdown(socket.SHUT_WR)
        threading.Thread(target=run, daemon=True).start()
