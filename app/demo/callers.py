"""The users of the demonstration, as HTTP sees them: each signs in and sends what a person would send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import httpx

SECONDS = 60.0


class DemoBroken(Exception):
    """The server answered what no story foresees; the message says to whom and what."""


class Refusal(Exception):
    """The server refused by law (422 with breaches)."""

    def __init__(self, breaches: list[dict[str, Any]]) -> None:
        self.breaches = breaches
        super().__init__("；".join(breach["message"] for breach in breaches))


@dataclass(frozen=True)
class Post:
    """A demonstration account in one of its roles."""

    username: str
    password: str
    role: str
    body: str
    name: str


class Server:
    """The running server: plain requests, refusals told apart from faults."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=SECONDS)

    def ask(self, method: str, path: str, token: str = "", body: Any = None, **query: Any) -> Any:
        """The JSON answer. Raises Refusal for what the law refuses, DemoBroken for everything else."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            answer = self._client.request(method, f"/api{path}", headers=headers, json=body, params=query)
        except httpx.HTTPError as error:
            raise DemoBroken(f"连接不到 {self._client.base_url}：{error}；请先启动演练服务（make run）") from error
        if answer.status_code == 422 and answer.json().get("breaches"):
            raise Refusal(answer.json()["breaches"])
        if answer.status_code >= 400:
            raise DemoBroken(f"{method} {path} → {answer.status_code}：{answer.text[:400]}")
        return answer.json() if answer.content else None

    def close(self) -> None:
        self._client.close()


class Caller:
    """One user in one role. Signs in when first needed."""

    def __init__(self, server: Server, post: Post) -> None:
        self.server, self.post, self._token = server, post, ""

    def ask(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        return self.server.ask(method, path, self.token, body, **query)

    @property
    def token(self) -> str:
        if not self._token:
            self._token = self._sign_in()
        return self._token

    def tasks(self) -> list[dict[str, Any]]:
        """All open work of this user."""
        found: list[dict[str, Any]] = []
        while True:
            page = self.ask("GET", "/tasks", page=len(found) // 200 + 1, page_size=200)
            found += page["items"]
            if len(found) >= page["total"] or not page["items"]:
                return found

    def open(self, task: str) -> dict[str, Any]:
        """What the task's form opens with."""
        return cast("dict[str, Any]", self.ask("GET", f"/tasks/{task}")["data"])

    def complete(self, task: str, answers: dict[str, Any]) -> dict[str, Any]:
        """Complete the task; answers `{"instance", "subject", "result", "next"}`."""
        return cast("dict[str, Any]", self.ask("POST", f"/tasks/{task}/complete", {"answers": answers}))

    def start(self, process: str, answers: dict[str, Any]) -> dict[str, Any]:
        return cast("dict[str, Any]", self.ask("POST", f"/processes/{process}/start", {"answers": answers}))

    def _sign_in(self) -> str:
        who = {"username": self.post.username, "password": self.post.password}
        me = self.server.ask("POST", "/sign-in", body=who)
        if me["appointment"]["role"] != self.post.role:
            held = next(a["id"] for a in me["appointments"] if a["role"] == self.post.role)
            me = self.server.ask("POST", "/appointment", me["token"], {"appointment": held})
        return str(me["token"])


class Company:
    """Everybody, by role and by name."""

    def __init__(self, server: Server) -> None:
        rows = server.ask("GET", "/sandbox/accounts")
        posts = [Post(r["username"], r["password"], r["role"], r["organisation_name"], r["name"]) for r in rows]
        self._callers = {(post.username, post.role): Caller(server, post) for post in posts}

    def one(self, username: str, role: str) -> Caller:
        return self._callers[username, role]

    def all(self, role: str, *bodies: str) -> list[Caller]:
        """Everyone in a role at these bodies, in the order of the bodies."""
        return [c for body in bodies for c in self._callers.values() if (c.post.role, c.post.body) == (role, body)]
