"""Telling browsers at once that tickets were created or changed.

Whoever writes a ticket tells PostgreSQL (`telling`), which tells one connection of this process (`listener`),
that whoever is connected (`hub`), as a stream of server-sent events (`views`). Only numbers of tickets are
told, never a text: what became of them is asked for as ever.
"""
