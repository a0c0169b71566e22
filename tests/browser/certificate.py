"""A certificate that nobody signed but itself, for this machine."""

from __future__ import annotations

import subprocess
from pathlib import Path

SUBJECT = ["-subj", "/CN=wheel", "-addext", "subjectAltName=IP:127.0.0.1"]


def make_certificate(folder: Path) -> dict[str, str]:
    """Make a certificate and its key; return the settings that name them."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    new = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    subprocess.run([*new, *SUBJECT, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return {"WHEEL_TLS_CERT_FILE": str(certificate), "WHEEL_TLS_KEY_FILE": str(key)}
