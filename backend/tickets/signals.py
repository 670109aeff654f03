"""What happens to tickets that others want to know of, whom this app does not know."""

from django.dispatch import Signal

# In the transaction that stores them. ids: of those with a label that nobody chose.
tickets_imported = Signal()

# In the transaction that deletes them, before it does. ids: of all of them.
tickets_removed = Signal()
