"""Requests that look like those of framing_vectors.py and are legal: each has one answer."""

from framing_vectors import CRLF, SMUGGLED, TOKEN_MARKS, Vector, chunked, post, request, shown


def legal_fields():
    """RFC 9112 section 5 and RFC 9110 section 5: fields that look odd and are not."""
    fields = [b"X-Any:1", b"X-Any: 1 ", b"X-Any:\t1\t", b"X-Any:   1", b"X-Any:", b"X-Any: ",
              b"X-Any: a:b", b"X-Any: \x80\xff", b"X-Any: a\tb", b"X-Any: (;,\"=", b"X:Y: z",
              TOKEN_MARKS + b": 1", b"0: 1", b"TE: trailers", b"Upgrade: h2c", b"Trailer: X-Any",
              b"Connection: keep-alive", b"Connection: x, y", b"Content-Length: 0",
              b"Content-Length: 000", b"Expect: 100-continue", b"Expect: 100-Continue",
              b"X-Transfer-Encoding: chunked", b"Transfer-Encodin: chunked", b"Content-Lengt: 3"]
    for field in fields:
        yield Vector(f"legal field {shown(field)}", "9112 5", request(field))
    for name in (b"Accept", b"X-Forwarded-For", b"Connection"):
        yield Vector(f"legal list {shown(name)} in two lines", "9110 5.3",
                     request(name + b": a", name.lower() + b": b"))
    yield Vector("as many fields as may be", "9110 5.4",
                 request(*(b"X-%d: 1" % number for number in range(98))))
    yield Vector("an empty line first", "9112 2.2", CRLF + request())


def legal_heads():
    """Section 3.2: hosts and targets that look odd and are not."""
    for host in (b"a", b"A", b"a:", b"a:80", b"example.org:65535", b"127.0.0.1:8080", b"[::1]",
                 b"[::1]:443", b"a_b.local", b"%41", b"a-b", b"a.", b"  a  "):
        yield Vector(f"legal Host {shown(host)}", "9112 3.2", request(host=b"Host:" + host))
    for target in (b"/v1/MARK?x=1&x=2", b"/v1/MARK?", b"/v1/MARK?x", b"/v1/MARK?x=http://a/",
                   b"/v1/MARK/", b"//v1/MARK", b"/v1/%4dMARK", b"/v1/MARK;x=1", b"/v1/MARK/../x",
                   b"http://a/v1/MARK",
                   b"HTTP://a/v1/MARK", b"http://b/v1/MARK", b"https://a/v1/MARK",
                   b"http://a:80/v1/MARK", b"/v1/MARK:x@y", b"/v1/MARK?x=1&y=2", b"//",
                   b"http://a?x=MARK", b"http://a", b"http://[::1]:80/v1/MARK"):
        yield Vector(f"legal target {shown(target)}", "9112 3.2", request(target=target))
    yield Vector("OPTIONS of everything", "9112 3.2.4", request(method=b"OPTIONS", target=b"*"))
    for method in (b"BREW", b"M-SEARCH", b"get", b"PROPFIND", b"X!#$%&'*+.^_`|~"):
        yield Vector(f"unknown method {shown(method)}", "9110 9.1", request(method=method))
    for host in (b"Host: a", None):
        yield Vector(f"HTTP/1.0 with {host}", "9112 9.3", request(version=b"HTTP/1.0", host=host),
                     keeps=False)
        yield Vector(f"HTTP/1.0 kept alive with {host}", "9112 9.3",
                     request(b"Connection: keep-alive", version=b"HTTP/1.0", host=host))
    for option in (b"close", b"CLOSE", b"x, Close", b"close, x"):
        yield Vector(f"the last of its connection, {shown(option)}", "9112 9.3",
                     request(b"Connection: " + option), keeps=False)


def legal_bodies():
    """Sections 6 and 7.1: bodies that look odd and are not."""
    for size in (b"3", b"03", b"00000003"):
        for extension in (b"", b";a", b";a=b", b';a="b;c"', b" ;a", b"\t; a=b", b";", b";;",
                          b";\xff"):
            yield Vector(f"legal chunk {shown(size + extension)}", "9112 7.1.1",
                         chunked(size + extension + b"\r\nabc\r\n0\r\n\r\n"))
    for digit in b"aAfF":
        size = int(chr(digit), 16)
        yield Vector(f"legal chunk size {chr(digit)}", "9112 7.1",
                     chunked(b"%c\r\n" % digit + b"x" * size + b"\r\n0\r\n\r\n"))
    for coding in (b"Chunked", b"CHUNKED", b" chunked ", b"\tchunked\t", b"chunKed"):
        yield Vector(f"legal coding {shown(coding)}", "9112 7",
                     post(b"Transfer-Encoding:" + coding, body=b"3\r\nabc\r\n0\r\n\r\n"))
    for body in (b"0\r\n\r\n", b"000\r\n\r\n", b"0;a=b\r\n\r\n", b"1\r\na\r\n" * 50 + b"0\r\n\r\n"):
        yield Vector(f"legal chunks {shown(body)}", "9112 7.1", chunked(body))
    for length in (b"3", b"03", b"0000003"):
        for method in (b"GET", b"POST", b"DELETE", b"OPTIONS"):
            yield Vector(f"legal length {shown(length)} of {shown(method)}", "9110 8.6",
                         request(b"Content-Length: " + length, method=method, body=b"abc"))
    for body in (SMUGGLED, b"0\r\n\r\n", CRLF * 9, b"\0" * 99, b"x" * 65536):
        yield Vector(f"legal content {shown(body)}", "9112 6",
                     post(b"Content-Length: %d" % len(body), body=body))
        yield Vector(f"legal chunked content {shown(body)}", "9112 7.1",
                     chunked(b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"))
    yield Vector("a body that was announced", "9110 10.1.1",
                 post(b"Expect: 100-continue", b"Content-Length: 3", body=b"abc"))


LEGAL_FAMILIES = (legal_fields, legal_heads, legal_bodies)


def legal_vectors():
    return [vector for family in LEGAL_FAMILIES for vector in family()]
