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
    check(site.ask("GET", "/tickets/1")[2] == page, "an address of the interface's own gives the page")
    check(site.ask("GET", "/assets/none.js")[0] == 404, "a missing file is a 404")
    status, _, docs = site.ask("GET", "/api/docs/")
    script = re.search(r'src="(/static/[^"]+)"', docs)[1]
    check(status == 200 and site.ask("GET", script)[0] == 200, "the API's documentation comes from here")


def errors_are_json(site):
    answer = site.json("GET", "/api/nothing/", status=404)
    check(answer["code"] == "not_found", "an unknown call is a 404 in JSON")
    too_large = {"title": "x", "description": "x" * 1_200_000}
    answer = site.json("POST", "/api/tickets/", too_large, status=413)
    check(answer["code"] == "body_too_large", "a body over 1 MB is a 413 in JSON")
