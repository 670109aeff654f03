"""Killing every part of the product while people write, and comparing what is stored with their answers.

`make kills` starts the product as docker-compose.yml deploys it, on a PostgreSQL of its own (`parts`).
`writers` repeat each call until they have an answer, and keep what they were told in a `ledger`; meanwhile
one part after the other is killed with signal 9. So is the browser of a `scribe` each time it sends a ticket,
and comes back with its profile. In the end an `audit` compares.
"""
