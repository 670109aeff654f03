"""What Caddy hands out."""

import re

from compose_test.telling import check


def page_is_served(site):
    status, headers, page = site.ask("GET", "/")
    check(status == 200 and '<div id="root">' in page, "the page is there when `up --wait` returns")
    policy = headers["Content-Security-Policy"]
    check("default-src 'none'" in policy and "unsafe" not in policy, "its Content-Security-Policy is strict")
    check(headers["Cache-Control"] == "no-cache", "the page itself is not cached")
    asset = re.search(r'src="(/assets/[^"]+)"', page)[1]
    status, headers, _ = site.ask("GET", asset)
    check(status == 200 and "immutable" in headers["Cache-Control"], "its program is, for ever")
    for encoding in ("br", "gzip"):
        sent = site.ask("HEAD", asset, headers={"Accept-Encoding": encoding})[1]["Content-Encoding"]
        check(sent == encoding, f"and goes compressed: {encoding}")
    check(site.ask("GET", "/tickets/1")[2] == page, "an address of the interface's own gives the page")
    check(site.ask("GET", "/assets/none.js")[0] == 404, "a missing file is a 404")
    status, _, docs = site.ask("GET", "/api/docs/")
    script = re.search(r'src="(/static/[^"]+)"', docs)[1]
    check(status == 200 and site.ask("GET", script)[0] == 200, "the API's documentation comes from here")


PROTECTING = (
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
)


def headers_are_the_same_everywhere(site):
    """The page is Caddy's, the rest comes from backend and triage; errors are anybody's."""
    paths = ("/", "/assets/none.js", "/api/tickets/", "/api/nothing/", "/api/triage/status/", "/metrics")
    given = {path: [site.ask("GET", path)[1][name] for name in PROTECTING] for path in paths}
    check(None not in given["/"], f"the page has the {len(PROTECTING)} headers that protect it")
    check(all(headers == given["/"] for headers in given.values()), "everything else has the same ones")


def metrics_are_private(site, stack):
    check(site.ask("GET", "/metrics")[0] == 404, "nobody outside is told what is measured")
    for service in ("backend", "triage"):
        asked = stack.works_inside("frontend", f"curl -fsS http://{service}:8000/metrics | grep -q hushdesk_")
        check(asked, f"{service} tells it on the inner network")


def errors_are_json(site):
    answer = site.json("GET", "/api/nothing/", status=404)
    check(answer["code"] == "not_found", "an unknown call is a 404 in JSON")
    too_large = {"title": "x", "description": "x" * 1_200_000}
    answer = site.json("POST", "/api/tickets/", too_large, status=413)
    check(answer["code"] == "body_too_large", "a body over 1 MB is a 413 in JSON")
