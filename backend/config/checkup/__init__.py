"""Whether this installation has what it needs: checks, shown by `manage.py doctor` and by the page "System".

Each check is a function that says one thing in words: what it found, and what to do about it.
"""
