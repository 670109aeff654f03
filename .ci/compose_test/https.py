"""HTTPS under a name, with a certificate from Hushdesk's own authority: the lab has no public one."""

import http.client
import socket
import ssl

from compose_test.stack import free_port
from compose_test.telling import check

NAME = "help.example.org"
ROOT_CERTIFICATE = "/certificates/caddy/pki/authorities/local/root.crt"


def https_is_one_more_file_and_a_name(stack):
    plain, secure = str(free_port()), str(free_port())
    named = stack.but(
        "docker-compose.https.yml",
        HUSHDESK_HOST=NAME,
        HUSHDESK_TLS="internal",
        HUSHDESK_HTTP_PORT=plain,
        HUSHDESK_HTTPS_PORT=secure,
        ACCESS="login",
    )
    named.up()
    trusted = ssl.create_default_context(cadata=named.inside("frontend", f"cat {ROOT_CERTIFICATE}"))
    status, headers = ask(secure, "/api/session/", trusted)
    check(status == 200, f"https://{NAME} is trusted by whom trusts the authority, and answers")
    check("Secure" in headers["Set-Cookie"], "with cookies for HTTPS only")
    check("max-age" in headers["Strict-Transport-Security"], "with HSTS")
    check(headers["Content-Security-Policy"], "and the other headers")
    for path in ("/api/tickets/", "/api/triage/status/"):
        check(ask(secure, path, trusted)[0] == 401, f"{path} is for people who are logged in")
    link = f"https://{NAME}/welcome#"
    check(link in named("logs", "--no-color", "backend"), "the log has a link to make the first administrator")
    status, headers = ask(plain, "/tickets?status=open")
    moved = (status, headers["Location"])
    check(moved == (308, f"https://{NAME}/tickets?status=open"), "plain HTTP leads there")
    bound = {b["HostIp"] for b in named.containers()["frontend"]["HostConfig"]["PortBindings"]["8443/tcp"]}
    check(bound <= {"", "0.0.0.0", "::"}, "it listens for everybody")
    first = ssl.get_server_certificate(("127.0.0.1", int(secure)))
    named.up("--force-recreate", "--no-deps", "frontend")
    again = ssl.get_server_certificate(("127.0.0.1", int(secure)))
    check(first == again, "a new container keeps the certificate")
    stack.up()


def ask(port, path, trusted=None):
    """Status and headers, asked of this machine under the name."""
    link = socket.create_connection(("127.0.0.1", int(port)), timeout=10)
    connection = http.client.HTTPConnection(NAME)
    connection.sock = trusted.wrap_socket(link, server_hostname=NAME) if trusted else link
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.headers
    finally:
        connection.close()
