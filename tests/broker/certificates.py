"""Certificates of an authority of the test's own, made by openssl."""

import places
from trial import output_of

DAYS = "2"


class Authority:
    def __init__(self, folder, name):
        self.folder = folder / name
        self.folder.mkdir()
        self.certificate = self.folder / "ca.pem"
        self._openssl("req", "-x509", *NEW_KEY, "-subj", f"/CN={name}", "-days", DAYS,
                      "-keyout", self.folder / "ca.key", "-out", self.certificate)

    def certify(self, address):
        """A file with a key and a certificate for a server at this address."""
        key, request, signed = (self.folder / name for name in ("key", "request", "signed"))
        extensions = self.folder / "extensions"
        extensions.write_text(f"subjectAltName=IP:{address}\n")
        self._openssl("req", *NEW_KEY, "-subj", f"/CN={address}", "-keyout", key, "-out", request)
        self._openssl("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey",
                      self.folder / "ca.key", "-CAcreateserial", "-days", DAYS, "-extfile",
                      extensions, "-out", signed)
        both = self.folder / "server.pem"
        both.write_text(key.read_text() + signed.read_text() + self.certificate.read_text())
        return both

    @staticmethod
    def _openssl(*arguments):
        output_of("openssl makes it", ["openssl", *arguments])


NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
