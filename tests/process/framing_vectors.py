"""Requests that a server must refuse by RFC 9112 and RFC 9110, or may, and ours does.

Each is made by the rule of its family. MARK stands for four characters that one sending of it is
given, in the target and in X-Request-Id, so that its answer can be told from every other. Bodies
that can be framed in two ways carry a request of their own, which nobody may ever answer.
"""

import dataclasses
import itertools

CRLF = b"\r\n"
TOKEN_MARKS = b"!#$%&'*+-.^_`|~"
DELIMITERS = b"\"(),/;<=>?@[\\]{}"
# RFC 9110 section 5.5: of these a value holds HTAB alone.
CONTROLS = [byte for byte in (*range(0x20), 0x7F) if byte != 0x09]
ONE_LINE_CONTROLS = [byte for byte in CONTROLS if byte not in b"\r\n"]
SMUGGLED = (b"GET /v1/smuggled-MARK HTTP/1.1\r\nHost: a\r\nX-Request-Id: smuggled-MARK\r\n\r\n")
# One reading ends it at once, and the other takes what is smuggled for its content.
TWO_FACED = b"0\r\n\r\n" + SMUGGLED
# Each is refused with one of these, as it seems to be wrong in one way or in another.
MALFORMED = (400,)
UNREADABLE = (400, 505)
UNKNOWN = (400, 501)
UNSIZED = (400, 413)
UNEXPECTED = (400, 417)


@dataclasses.dataclass(frozen=True)
class Vector:
    """`statuses` are those that may refuse it; none if it is legal, and then it `keeps` its
    connection or not."""

    name: str
    section: str
    sent: bytes
    statuses: tuple = ()
    keeps: bool = True

    def marked(self, mark):
        assert len(mark) == len("MARK"), "lengths that it gives must stay true"
        return self.sent.replace(b"MARK", mark.encode())

    @property
    def is_legal(self):
        return not self.statuses


def request(*fields, method=b"GET", target=b"/v1/MARK", version=b"HTTP/1.1", body=b"",
            host=b"Host: a", line=None):
    """A request to the letter, but for what is given."""
    lines = [line or b" ".join((method, target, version)), *([host] if host else []),
             b"X-Request-Id: MARK", *fields]
    return CRLF.join(lines) + CRLF + CRLF + body


def post(*fields, body=b"", **more):
    return request(*fields, method=b"POST", body=body, **more)


def chunked(body):
    return post(b"Transfer-Encoding: chunked", body=body)


def shown(text):
    return repr(text)[2:-1] if len(text) < 60 else f"{text[:20]!r}... of {len(text)} bytes"


def codings():
    """Section 6.1 and 6.3: whatever is not one plain "chunked" leaves the length unknown."""
    values = [b"", b"identity", b"gzip", b"deflate", b"compress", b"x-gzip", b"cow", b"trailers",
              b"xchunked", b"chunkedx", b"chunke", b"chun ked", b"chunked x", b"chunked;q=1",
              b"chunked ;x", b"chunked,", b",chunked", b"chunked, chunked", b"chunked, identity",
              b"identity, chunked", b"gzip, chunked", b"chunked, gzip", b'"chunked"', b"'chunked'",
              b"chunked\x0b", b"\x0bchunked", b"\x0cchunked", b"chunked\x00", b"\xa0chunked",
              b"chunked\x85", b"chunked\t,\tidentity", b"\xef\xbb\xbfchunked", b"chunked:"]
    length = b"Content-Length: %d" % len(TWO_FACED)
    for value in values:
        coding = b"Transfer-Encoding: " + value
        for how, fields in (("alone", [coding]), ("before a length", [coding, length]),
                            ("behind a length", [length, coding])):
            yield Vector(f"coding {shown(value)} {how}", "9112 6.1", post(*fields, body=TWO_FACED),
                         UNKNOWN)
    for first, second in itertools.product([b"chunked", b"identity", b"gzip", b""], repeat=2):
        fields = [b"Transfer-Encoding: " + first, b"transfer-encoding: " + second]
        yield Vector(f"two codings, {shown(first)} and {shown(second)}", "9112 6.1",
                     post(*fields, body=TWO_FACED), UNKNOWN)


def codings_and_lengths():
    """Section 6.3: a message with both is to be handled as an error."""
    for coding in (b"Transfer-Encoding", b"transfer-encoding", b"TRANSFER-ENCODING"):
        for length in (b"0", b"5", b"%d" % len(TWO_FACED), b"99"):
            both = [coding + b": chunked", b"Content-Length: " + length]
            for fields in (both, both[::-1]):
                yield Vector(f"{' and '.join(map(shown, fields))}", "9112 6.3",
                             post(*fields, body=TWO_FACED), MALFORMED)
    for more in ((), (b"Connection: keep-alive",), (b"Content-Length: 5",)):
        yield Vector(f"chunked in HTTP/1.0 with {len(more)} more fields {more}", "9112 6.1",
                     post(b"Transfer-Encoding: chunked", *more, version=b"HTTP/1.0",
                          body=TWO_FACED), MALFORMED)


def lengths():
    """RFC 9110 section 8.6: a length is digits; section 6.3 of RFC 9112: else it is refused."""
    values = [b"+3", b"-3", b"-0", b"0x3", b"3.0", b"3e0", b"three", b"", b"3;", b"3 3", b"3,",
              b",3", b"3, 4", b"4, 3", b"3, 3", b"3,3,3", b"3_0", b"'3'", b'"3"', b"3\x0b",
              b"\x0c3", b"3\x00", b"\xd9\xa3", b"\xef\xbc\x93", b"3\xa0", b"3:", b"3\t3",
              b"3 bytes",
              b"%d" % 2**63, b"%d" % (2**64), b"%d" % (2**64 + 3), b"9" * 30, b"9" * 400,
              b"NaN", b"0b11", b"0o3", b"3\\", b"(3)", b"3%"]
    for value in values:
        yield Vector(f"length {shown(value)}", "9110 8.6",
                     post(b"Content-Length: " + value, body=b"abc" + SMUGGLED), UNSIZED)
    for first, second in itertools.product([b"3", b"0", b"03", b"%d" % len(SMUGGLED)], repeat=2):
        for name in (b"Content-Length", b"content-length"):
            yield Vector(f"lengths {shown(first)} and {shown(second)}, {shown(name)}", "9112 6.3",
                         post(b"Content-Length: " + first, name + b": " + second, body=SMUGGLED),
                         MALFORMED)


def field_names():
    """Section 5.1: a name is a token, with nothing between it and its colon."""
    for name, value in ((b"Host", b"a"), (b"Content-Length", b"3"), (b"X-Any", b"1"),
                        (b"Transfer-Encoding", b"chunked"), (b"Authorization", b"Bearer x")):
        for blank in (b" ", b"\t", b"  ", b" \t"):
            field = name + blank + b": " + value
            yield Vector(f"a blank before the colon, {shown(field)}", "9112 5.1",
                         post(field, body=SMUGGLED, host=b"Host: a" if name != b"Host" else None),
                         MALFORMED)
    for byte in (*DELIMITERS, 0x20, *ONE_LINE_CONTROLS, 0x80, 0xA0, 0xE9, 0xFF):
        for name in (b"X%cY" % byte, b"%cX" % byte):
            yield Vector(f"name {shown(name)}", "9110 5.1", request(name + b": 1"), MALFORMED)
    for field in (b": 1", b":", b"X-Any", b"X-Any 1", b"Transfer-Encoding chunked", b"=1"):
        yield Vector(f"no name or no colon, {shown(field)}", "9112 5", request(field), MALFORMED)


def continued_lines():
    """Section 5.2: a value that goes on in another line; section 2.2: before the first field."""
    for field in (b"X-Any: 1", b"Host: b", b"Content-Length: 3", b"Transfer-Encoding: chunked",
                  b"Authorization: Bearer x"):
        for blank in (b" ", b"\t", b"  ", b" \t "):
            yield Vector(f"{shown(field)} continued after {shown(blank)}", "9112 5.2",
                         post(field, blank + b"more", body=SMUGGLED), MALFORMED)
    for blank in (b" ", b"\t", b" \t"):
        for field in (b"Host: a", b"Content-Length: 3", b"Transfer-Encoding: chunked"):
            yield Vector(f"{shown(blank + field)} as the first field", "9112 2.2",
                         post(host=blank + field, body=SMUGGLED), MALFORMED)


def controls():
    """Section 2.2 and RFC 9110 section 5.5: bare CRs and LFs, NULs, and other controls."""
    for byte in ONE_LINE_CONTROLS:
        yield Vector(f"byte {byte:#04x} in a value", "9110 5.5", request(b"X-Any: 1%c2" % byte),
                     MALFORMED)
    for bad in (b"\r", b"\0"):
        for what, sent in (
                ("the method", request(method=b"GE" + bad + b"T")),
                ("the target", request(target=b"/v1/MARK" + bad)),
                ("the version", request(version=b"HTTP/1" + bad + b".1")),
                ("a name", request(b"X" + bad + b"Y: 1")),
                ("the blanks of a value", request(b"X-Any:" + bad + b"1")),
                ("a value", request(b"X-Any: 1" + bad + b"Content-Length: 3")),
                ("the end of a value", request(b"X-Any: 1" + bad)),
                ("the Host", request(host=b"Host: a" + bad + b"b"))):
            yield Vector(f"{shown(bad)} in {what}", "9112 2.2", sent, UNREADABLE)
    whole = request(b"X-Any: 1")
    ends = [place for place in range(len(whole)) if whole.startswith(CRLF, place)]
    for number, place in enumerate(ends):
        for end in (b"\n", b"\r", b"\n\r"):
            yield Vector(f"line {number} ends in {shown(end)}", "9112 2.2",
                         whole[:place] + end + whole[place + 2:], UNREADABLE)


def request_lines():
    """Section 3: method, target and version with one space between."""
    for method in (b"", b"G(T", b"GET:", b"G\xc3\x89T", b"G/T", b"G@T", b"{GET}", b'"GET"', b"G,T"):
        yield Vector(f"method {shown(method)}", "9112 3.1", request(method=method), UNKNOWN)
    line = b"GET /v1/MARK HTTP/1.1"
    for blank in (b"  ", b"\t", b" \t", b"\x0b", b"\x0c"):
        for place in (3, 12):
            yield Vector(f"{shown(blank)} at {place} of the line", "9112 3",
                         request(line=line[:place] + blank + line[place + 1:]), UNREADABLE)
    for odd in (b" " + line, line + b" ", line + b"\t", line + b" x", b"GET /v1/MARK", b"GET",
                b"/v1/MARK HTTP/1.1", b"GET /v1/MARK x HTTP/1.1", b"GET HTTP/1.1", b"HTTP/1.1",
                b"GET /v1/MARK ", b"x", b"\x16\x03\x01\x02\x00\x01"):
        yield Vector(f"line {shown(odd)}", "9112 3", request(line=odd), UNREADABLE)
    yield Vector("HTTP/0.9", "9112 3", b"GET /v1/MARK\r\n", UNREADABLE)
    yield Vector("three empty lines first", "9112 2.2", CRLF * 3 + request(), MALFORMED)


def versions():
    """Section 2.3: two digits after capitals. One that is not spoken here is refused as well: RFC
    9110 section 2.5 would have the minor ones served, but none is known to exist."""
    for version in (b"HTTP/0.9", b"HTTP/1.2", b"HTTP/1.9", b"HTTP/2.0", b"HTTP/3.0", b"HTTP/9.9",
                    b"HTTP/1", b"HTTP/1.", b"HTTP/.1", b"HTTP/", b"HTTP/1.1.1", b"HTTP/11",
                    b"HTTP/1.10", b"HTTP/01.1", b"HTTP/1.01", b"HTTP/2", b"http/1.1", b"Http/1.1",
                    b"HTTP/ 1.1", b"HTTP/1,1", b"HTTP-1.1", b"HTTP1.1", b"HTTPS/1.1", b"HTTP/+1.1",
                    b"HTTP/-1.1", b"HTTP/1.1x", b"XHTTP/1.1", b"HTTP/1.1;", b"HTTP/a.b", b"FTP/1.1",
                    b"HTTP\\1.1", b"HTTP/1.\xb1", b"HTTP/1.\xd9\xa1", b"ICY/1.1", b"1.1"):
        yield Vector(f"version {shown(version)}", "9112 2.3", request(version=version), UNREADABLE)
    yield Vector("the preface of HTTP/2", "9113 3.4", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                 UNREADABLE)


def targets():
    """Section 3.2: one of four forms, in visible ASCII, without a fragment."""
    for byte in (*ONE_LINE_CONTROLS, *b"#", *range(0x80, 0x100, 17)):
        yield Vector(f"byte {byte:#04x} in the target", "9112 3.2",
                     request(target=b"/v1/MARK%cx" % byte), MALFORMED)
    for target in (b"v1/MARK", b"*", b"?x=MARK", b"a:80", b"a", b"/v1/MARK%", b"/v1/MARK%2",
                   b"/v1/MARK%zz", b"/v1/MARK%00", b"/v1/MARK%ff", b"/v1/MARK%2Fx", b"/v1/MARK?x=%",
                   b"ftp://a/v1/MARK", b"http:/v1/MARK", b"http//a/v1/MARK",
                   b"http:v1/MARK", b"file:///v1/MARK", b"://a/v1/MARK", b"/v1/MARK?x=%c0%80",
                   b"http://?MARK", b"http://a b/v1/MARK", b"http:///v1/MARK", b"http://",
                   b"http://:80/v1/MARK", b"http://me@a/v1/MARK", b"http://me:x@a/v1/MARK",
                   b"http://[::1/v1/MARK", b"http://a:b/v1/MARK", b"https://a,b/v1/MARK"):
        yield Vector(f"target {shown(target)}", "9112 3.2", request(target=target), UNREADABLE)


def hosts():
    """Section 3.2: exactly one Host, which is a name or an address with an optional port."""
    for more in ((), (b"X-Host: a",), (b"X-Forwarded-Host: a",), (b"Hos: a",)):
        yield Vector(f"no Host but {len(more)} like it {more}", "9112 3.2",
                     request(*more, host=None), MALFORMED)
    for first, second in itertools.product([b"a", b"b", b""], repeat=2):
        for name in (b"Host", b"host", b"HOST"):
            yield Vector(f"Hosts {shown(first)} and {shown(second)}, {shown(name)}", "9112 3.2",
                         request(name + b": " + second, host=b"Host: " + first), MALFORMED)
    for host in (b"", b":80", b"a b", b"a\tb", b"a/b", b"a/", b"me@a", b"me:x@a", b"a,b", b"a, a",
                 b"a:b", b"a:8x", b"a:-1", b"a:+80", b"a:80:80", b"a:123456", b"a:80/", b"[", b"[]",
                 b"[::1", b"[::1]80", b"[::1]:x", b"[x]", b"::1", b"\xc3\xa9", b"a\\b", b"a?b",
                 b"a#b", b"<a>", b'"a"', b"http://a", b"a;b\"", b"{a}", b"a|b", b"a^b", b"`a`"):
        yield Vector(f"Host {shown(host)}", "9112 3.2", request(host=b"Host: " + host), MALFORMED)


def chunk_sizes():
    """Section 7.1: digits of base 16, at once followed by CRLF or an extension, no overflow."""
    for size in (b"", b"x", b"g", b"3g", b"0x3", b"0X3", b"x3", b"3h", b"+3", b"-3", b" 3", b"\t3",
                 b"3 ", b"3\t", b"3 3", b"3_", b"3.0", b"3,", b"'3'", b'"3"', b"3\x00", b"\xd9\xa3",
                 b"\x003", b"3\x0b", b"\x0c3", b"three", b"-0", b"3:", b"#3", b"3#",
                 b"-1", b"ffffffffffffffff", b"fffffffffffffffd", b"10000000000000003",
                 b"8000000000000000", b"100000003", b"ffffffff", b"0" * 17 + b"3", b"f" * 100):
        yield Vector(f"chunk size {shown(size)}", "9112 7.1",
                     chunked(size + b"\r\nabc\r\n0\r\n\r\n" + SMUGGLED), UNSIZED)


def chunk_lines():
    """Section 7.1: each part of a chunk ends in CRLF, and where its size says."""
    whole = b"3\r\nabc\r\n0\r\n\r\n"
    ends = [place for place in range(len(whole)) if whole.startswith(CRLF, place)]
    for number, place in enumerate(ends):
        for end in (b"\n", b"\r", b"\n\r", b"\r\r\n", b" \r\n", b"z", b"\0\r\n", b"x\r\n"):
            yield Vector(f"end {number} of a chunk is {shown(end)}", "9112 7.1",
                         chunked(whole[:place] + end + whole[place + 2:] + SMUGGLED), UNSIZED)
    for body in (b"4\r\nabc\r\n0\r\n\r\n", b"2\r\nabc\r\n0\r\n\r\n", b"3\r\nabcd\r\n0\r\n\r\n",
                 b"\r\n3\r\nabc\r\n0\r\n\r\n", b"3\r\nabc\r\n\r\n0\r\n\r\n"):
        yield Vector(f"chunks {shown(body)}", "9112 7.1", chunked(body + SMUGGLED), MALFORMED)


def extensions():
    """Section 7.1.1: what follows a size holds no control and ends in CRLF."""
    for byte in CONTROLS:
        yield Vector(f"byte {byte:#04x} in an extension", "9112 7.1.1",
                     chunked(b"3;a=%cb\r\nabc\r\n0\r\n\r\n" % byte + SMUGGLED), MALFORMED)
    flood = b";" + b"x" * (5 * 65536)
    yield Vector("an extension that does not end", "9112 7.1.1", chunked(b"3" + flood), UNSIZED)
    tiny = (b"1;" + b"x" * 400 + b"\r\na\r\n") * 1000
    yield Vector("a thousand long extensions", "9112 7.1.1", chunked(tiny), UNSIZED)


def trailers():
    """Section 7.1.2: a trailer is not merged into the header. Here none is read, so it is refused,
    since who stands before us may have merged it."""
    for name in (b"Authorization", b"Host", b"Content-Length", b"Transfer-Encoding", b"Expect",
                 b"Idempotency-Key", b"If-Match", b"Content-Type", b"Cookie", b"Trailer", b"X-Any"):
        for announced in ((), (b"Trailer: " + name,)):
            body = b"3\r\nabc\r\n0\r\n" + name + b": chunked\r\n\r\n"
            yield Vector(f"trailer {shown(name)}, announced {len(announced)} times", "9110 6.5.1",
                         post(b"Transfer-Encoding: chunked", *announced, body=body), MALFORMED)
    for odd in (b" a: b", b": b", b"a", b"a : b", b"a: b\n", b"a: \0"):
        yield Vector(f"trailer {shown(odd)}", "9112 7.1.2",
                     chunked(b"0\r\n" + odd + b"\r\n\r\n"), MALFORMED)


def repeated_fields():
    """RFC 9110 section 5.3: a field that is no list stands once."""
    for name, value in ((b"Authorization", b"Bearer x"), (b"Content-Type", b"application/json"),
                        (b"Expect", b"100-continue"), (b"Idempotency-Key", b"k"),
                        (b"If-Match", b'"1"')):
        for again in (name, name.lower(), name.upper()):
            for other in (value, value + b"2"):
                yield Vector(f"{shown(name)} again as {shown(again)}: {shown(other)}", "9110 5.3",
                             request(name + b": " + value, again + b": " + other), UNEXPECTED)


def expectations():
    """RFC 9110 section 10.1.1: what is not understood is answered with 417."""
    for value in (b"200-ok", b"100-continu", b"x100-continue", b"100-continue, x",
                  b"x, 100-continue", b"100-continue;q=1", b"100_continue", b"100", b"continue",
                  b"100 continue", b'"100-continue"', b""):
        yield Vector(f"expectation {shown(value)}", "9110 10.1.1", request(b"Expect: " + value),
                     UNEXPECTED)


def excesses():
    """Section 3 and RFC 9110 sections 5.4 and 15.5.14: no bound is left to chance."""
    for bytes_over in (1, 100, 3000):
        yield Vector(f"a target {bytes_over} bytes too long", "9112 3",
                     request(target=b"/v1/MARK?x=" + b"y" * (4096 - 20 + bytes_over + 20)), (414,))
    for size in (8200, 9000, 60000):
        yield Vector(f"a value of {size} bytes", "9110 5.4", request(b"X-Any: " + b"y" * size),
                     (431,))
        yield Vector(f"a name of {size} bytes", "9110 5.4", request(b"y" * size + b": 1"),
                     (431,))
        yield Vector(f"a request line of {size} bytes", "9112 3",
                     request(target=b"/" + b"y" * size), (414,))
    for count in (101, 200, 1000):
        yield Vector(f"{count} fields", "9110 5.4",
                     request(*(b"X-%d: 1" % number for number in range(count))), (431,))
    for size in (65537, 10**6, 10**17):
        yield Vector(f"a length of {size} bytes", "9110 15.5.14",
                     post(b"Content-Length: %d" % size), (413,))
    for size in (b"10001", b"fffff", b"fffffff"):
        yield Vector(f"a chunk of {size.decode()} bytes", "9110 15.5.14",
                     chunked(size + CRLF + b"x" * 100), (413,))


FAMILIES = (codings, codings_and_lengths, lengths, field_names, continued_lines, controls,
            request_lines, versions, targets, hosts, chunk_sizes, chunk_lines, extensions, trailers,
            repeated_fields, expectations, excesses)


def refused_vectors():
    return [vector for family in FAMILIES for vector in family()]
