"""TLS certificates made for a test: one that is good, and those that are not."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_NOW = datetime.now(UTC)


class Authority:
    """Who signs certificates, and those that trust it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name("Authority of the tests")
        self._own = _signed(self._name, self._name, (self._key, self._key), authority=True)

    def trusted(self) -> ssl.SSLContext:
        """What a client trusts that knows this authority."""
        context = ssl.create_default_context()
        context.load_verify_locations(
            cadata=self._own.public_bytes(serialization.Encoding.PEM).decode()
        )
        return context

    def contexts(self) -> dict[str, ssl.SSLContext]:
        """A server's certificates, by what is wrong with them."""
        return {
            "good": self._context("good"),
            "expired": self._context("expired", ends=_NOW - timedelta(days=1)),
            "another": self._context("another", host="127.0.0.99"),
            "own": self._context("own", signed_by_itself=True),
        }

    def _context(
        self,
        name: str,
        *,
        host: str = "127.0.0.1",
        ends: datetime = _NOW + timedelta(days=30),
        signed_by_itself: bool = False,
    ) -> ssl.SSLContext:
        key = ec.generate_private_key(ec.SECP256R1())
        signer, issuer = (key, _name(name)) if signed_by_itself else (self._key, self._name)
        certificate = _signed(_name(name), issuer, (key, signer), host=host, ends=ends)
        path = self._folder / f"{name}.pem"
        path.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _signed(subject, issuer, keys, *, host="", ends=_NOW + timedelta(days=30), authority=False):
    key, signer = keys
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_NOW - timedelta(days=60))
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    )
    if host:
        names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))])
        certificate = certificate.add_extension(names, critical=False)
    return certificate.sign(signer, hashes.SHA256())
