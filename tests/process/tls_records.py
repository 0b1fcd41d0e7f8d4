"""A TLS client that writes its records itself, so that it can stop anywhere, in a message too.

Handshake and decryption are Python's. What is sent after the handshake is sealed here, with the
keys that Python tells of for whoever reads along (the key log of OpenSSL).
"""

import hmac
import socket
import ssl
import struct

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from trial import expect, expect_equal

SECONDS_MAX = 90
HANDSHAKE, APPLICATION = 22, 23
KEY_BYTES = 32
# Of RFC 8446 section 5.1 and RFC 5246 section 6.2.1: type, version, length.
HEADER = struct.Struct("!BHH")
TLS_1_2 = 0x0303
# Where a hello that begins a connection has its random bytes, behind both headers and a version.
RANDOM = slice(11, 43)
# Of a KeyUpdate (RFC 8446 section 4.6.3) all but its only byte, and of a ClientHello (RFC 5246
# section 7.4.1.2) what says how long it is.
PART_OF_KEY_UPDATE = b"\x18\0\0\x01"
PART_OF_HELLO = b"\x01\0\x01\0" + b"\x03\x03"


def expanded(secret, info, count):
    """HKDF-Expand of RFC 5869, of no more bytes than the hash has."""
    return hmac.digest(secret, info + b"\x01", "sha384")[:count]


def labelled(secret, label, count):
    """HKDF-Expand-Label of RFC 8446 section 7.1, without a context."""
    name = b"tls13 " + label
    return expanded(secret, struct.pack("!HB", count, len(name)) + name + b"\0", count)


def pseudorandom(secret, seed, count):
    """The PRF of RFC 5246 section 5."""
    out, chain = b"", seed
    while len(out) < count:
        chain = hmac.digest(secret, chain, "sha384")
        out += hmac.digest(secret, chain + seed, "sha384")
    return out[:count]


class Seal13:
    """The records that a client writes in TLS 1.3 (RFC 8446 section 5.2)."""

    suite = "TLS_AES_256_GCM_SHA384"

    def __init__(self, secrets, ours, theirs):
        """`ours` and `theirs` are the random bytes of client and server."""
        secret = secrets["CLIENT_TRAFFIC_SECRET_0"]
        self.cipher = AESGCM(labelled(secret, b"key", KEY_BYTES))
        self.mask = int.from_bytes(labelled(secret, b"iv", 12), "big")
        self.count = 0

    def record(self, kind, content):
        nonce = (self.mask ^ self.count).to_bytes(12, "big")
        self.count += 1
        inner = content + bytes([kind])
        header = HEADER.pack(APPLICATION, TLS_1_2, len(inner) + 16)
        return header + self.cipher.encrypt(nonce, inner, header)


class Seal12:
    """The same in TLS 1.2 (RFC 5288 section 3). Its Finished was the first that was sealed."""

    suite = "ECDHE-ECDSA-AES256-GCM-SHA384"

    def __init__(self, secrets, ours, theirs):
        block = pseudorandom(secrets["CLIENT_RANDOM"], b"key expansion" + theirs + ours,
                             2 * KEY_BYTES + 8)
        self.cipher = AESGCM(block[:KEY_BYTES])
        self.salt = block[2 * KEY_BYTES:2 * KEY_BYTES + 4]
        self.count = 1

    def record(self, kind, content):
        number = struct.pack("!Q", self.count)
        self.count += 1
        about = number + HEADER.pack(kind, TLS_1_2, len(content))
        sealed = number + self.cipher.encrypt(self.salt + number, content, about)
        return HEADER.pack(kind, TLS_1_2, len(sealed)) + sealed


SEALS = {ssl.TLSVersion.TLSv1_2: Seal12, ssl.TLSVersion.TLSv1_3: Seal13}


class TlsClient:
    """One connection, whose keys are kept in `folder`."""

    def __init__(self, port, trusted, folder, version=ssl.TLSVersion.TLSv1_3):
        context = ssl.create_default_context(cafile=trusted)
        context.minimum_version = context.maximum_version = version
        self.key_log = folder / f"keys-{id(self)}.txt"
        context.keylog_filename = self.key_log
        self.seal_class = SEALS[version]
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context.wrap_bio(self.incoming, self.outgoing, server_hostname="127.0.0.1")
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=SECONDS_MAX)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.said = self.heard = b""
        self.seal = None

    def flight(self):
        """What the handshake has to send next, which is not sent; nothing once it is done."""
        while True:
            try:
                self.tls.do_handshake()
                is_done = True
            except ssl.SSLWantReadError:
                is_done = False
            flight = self.outgoing.read()
            self.said += flight
            if flight or is_done:
                return flight
            expect(self._hear(), "the server goes on with a handshake")

    def shake_hands(self):
        while flight := self.flight():
            self.socket.sendall(flight)
        expect_equal(self.tls.cipher()[0], self.seal_class.suite, "the suite that is agreed on")
        lines = [line.split() for line in self.key_log.read_text().splitlines()]
        secrets = {line[0]: bytes.fromhex(line[2]) for line in lines if line[0] != "#"}
        self.seal = self.seal_class(secrets, self.said[RANDOM], self.heard[RANDOM])

    def send(self, content, kind=APPLICATION):
        self.socket.sendall(self.seal.record(kind, content))

    def send_half(self, content):
        """Half of a record's bytes, so that nobody can open it."""
        record = self.seal.record(APPLICATION, content)
        self.socket.sendall(record[:len(record) // 2])

    def answer(self):
        """What has come of an answer by the time that there is any."""
        while True:
            try:
                return self.tls.read()
            except ssl.SSLWantReadError:
                expect(self._hear(), "the server answers")

    def wait_for_end(self):
        """Until the server ends the connection."""
        try:
            while self._hear():
                pass
        except ConnectionError:
            pass
        self.socket.close()

    def _hear(self):
        piece = self.socket.recv(65536)
        self.incoming.write(piece)
        self.heard += piece
        return piece
