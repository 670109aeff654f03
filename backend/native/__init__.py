"""Prepares, starts and tests Hushdesk on one machine without Docker.

Standard library only: this runs on the system's Python before any virtual environment exists.
"""
