"""Tickets as files."""

from compose_test.telling import check


def files_come_from_where_they_can_break(site, stack):
    """A file that is cut off must not look whole, which the server behind `backend` cannot help."""
    _, headers, text = site.ask("GET", "/api/tickets/export/?format=csv")
    named = "attachment" in headers["Content-Disposition"]
    check(named and text.startswith("\ufeffid,title,"), "the list is to be had as a file")
    sent = 'route="api/tickets/export/",status="200"'
    check(sent in stack.inside("frontend", "curl -fsS http://triage:8000/metrics"), "and `triage` sends it")
