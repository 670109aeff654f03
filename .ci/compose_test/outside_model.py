"""A hosted model: a program on a machine of its own, to which only what has a way out finds a way.

The machine is a network namespace. One address of this host would not do: Docker's inner networks
keep containers from all that lies beyond the host, but not from the host itself.
"""

import contextlib
import json
import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from compose_test.stack import run

MODEL = "outside-model"
KEY = "sk-lab"
PORT = 8000
MACHINE = f"hushdesk-{os.getpid()}"
CABLE = (f"hd{os.getpid()}", f"hd{os.getpid()}o")
# Addresses that are reserved for examples; four for each of the tests that may run at a time.
FIRST = os.getpid() % 64 * 4
HERE, THERE = f"198.51.100.{FIRST + 1}", f"198.51.100.{FIRST + 2}"


class OutsideModel(BaseHTTPRequestHandler):
    """As much of OpenAI's API as Hushdesk asks for; it thinks that everything is about accounts."""

    def do_GET(self):
        self.answer({"object": "list", "data": [{"id": MODEL, "object": "model"}]})

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        labels = json.dumps({"category": "account", "priority": "high"})
        said = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": labels}}
        self.answer({"id": "1", "object": "chat.completion", "model": MODEL, "choices": [said]})

    def answer(self, body):
        known = self.headers["Authorization"] == f"Bearer {KEY}"
        data = json.dumps(body if known else {"error": {"message": "unknown key"}}).encode()
        self.send_response(200 if known else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def outside_model():
    """Its address, while it answers there."""
    with contextlib.ExitStack() as undo:
        inside = ["ip", "netns", "exec", MACHINE]
        run("ip", "netns", "add", MACHINE)
        undo.callback(run, "ip", "netns", "delete", MACHINE)
        run("ip", "link", "add", CABLE[0], "type", "veth", "peer", "name", CABLE[1], "netns", MACHINE)
        run("ip", "address", "add", f"{HERE}/30", "dev", CABLE[0])
        run("ip", "link", "set", CABLE[0], "up")
        run(*inside, "ip", "address", "add", f"{THERE}/30", "dev", CABLE[1])
        run(*inside, "ip", "link", "set", CABLE[1], "up")
        run(*inside, "ip", "route", "add", "default", "via", HERE)
        server = subprocess.Popen(
            [*inside, sys.executable, "-m", __name__, THERE], stdout=subprocess.PIPE, text=True
        )
        undo.callback(server.wait)
        undo.callback(server.terminate)
        server.stdout.readline()
        yield THERE


if __name__ == "__main__":
    with ThreadingHTTPServer((sys.argv[1], PORT), OutsideModel) as listening:
        print("listening", flush=True)
        listening.serve_forever()
