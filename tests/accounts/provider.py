"""A provider of OpenID Connect for tests: it answers over HTTP as a municipality's own would."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt


@dataclass
class Provider:
    """What it says of the person who logs in there, and what it was asked."""

    address: str
    person: dict
    asked: list[dict] = field(default_factory=list)

    def answer(self, path: str, form: dict) -> dict:
        if path == "/.well-known/openid-configuration":
            names = {"authorization_endpoint": "logga-in", "token_endpoint": "token", "userinfo_endpoint": "person"}
            return {name: f"{self.address}/{page}" for name, page in names.items()} | {
                "issuer": self.address,
                "jwks_uri": f"{self.address}/nycklar",
            }
        if path == "/token":
            self.asked.append(form)
            claims = {"iss": self.address, "aud": "portalen", "exp": 4102444800, "iat": 1, **self.person}
            token = jwt.encode(claims, "x" * 32, algorithm="HS256")
            return {"access_token": "a", "token_type": "Bearer", "id_token": token}
        return self.person


@contextmanager
def running_provider(person: dict) -> Iterator[Provider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.respond({})

        def do_POST(self) -> None:
            self.respond(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))

        def respond(self, form: dict) -> None:
            body = json.dumps(provider.answer(urlsplit(self.path).path, form)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words) -> None:
            """Tests are quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider = Provider(f"http://127.0.0.1:{server.server_port}", person)
        thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()
