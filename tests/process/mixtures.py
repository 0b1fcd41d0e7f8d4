"""Rows of requests for one connection, legal and illegal, some of them damaged by chance."""

from framing_vectors import CRLF, request

DAMAGES = (b"\r", b"\n", b"\r\n", b"\0", b" ", b"\t", b":", b";", b",", b"\x0b", b"\x80", b"0", b"",
           b"Content-Length: 5\r\n", b"Transfer-Encoding: chunked\r\n", b"\r\n ", b"0\r\n\r\n")
MARK_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MARK_CHARACTERS = 4
TIMES_DAMAGED_MAX = 3


def mark_of(number):
    """Four characters that are no part of a hexadecimal number."""
    base = len(MARK_DIGITS)
    places = [number // base**2 // base % 20, number // base**2 % base, number // base % base,
              number % base]
    return MARK_DIGITS[16 + places[0]] + "".join(MARK_DIGITS[place] for place in places[1:])


def damaged(chance, sent):
    """Now and then it is still what it was; the place of its mark is left alone."""
    for _ in range(chance.randint(1, TIMES_DAMAGED_MAX)):
        place = chance.randrange(len(sent) + 1)
        more = sent[:place] + chance.choice(DAMAGES) + sent[place + chance.randrange(3):]
        if more.count(b"MARK") == sent.count(b"MARK"):
            sent = more
    return sent


class Mixer:
    """Gives every request a mark of its own."""

    def __init__(self, chance, legal, refused):
        self.chance = chance
        self.legal = legal
        self.refused = refused
        self.count = 0

    def marked(self, sent):
        self.count += 1
        mark = mark_of(self.count)
        return mark, sent.replace(b"MARK", mark.encode())

    def row(self, requests):
        """The marks and the bytes of these, and of one that ends the connection."""
        marked = [self.marked(sent) for sent in [*requests, request(b"Connection: close")]]
        return [mark for mark, _ in marked], b"".join(sent for _, sent in marked)

    def any(self):
        deal = self.chance.random()
        if deal < 0.4:
            return self.chance.choice(self.legal).sent
        if deal < 0.5:
            return self.chance.choice(self.refused).sent
        vectors = self.legal if deal < 0.9 else self.refused
        head, blank, body = self.chance.choice(vectors).sent.partition(CRLF + CRLF)
        if self.chance.random() < 0.3:
            return head + blank + damaged(self.chance, body + CRLF)
        return damaged(self.chance, head + blank) + body

    def mixture(self):
        return self.row([self.any() for _ in range(self.chance.randint(1, 5))])
