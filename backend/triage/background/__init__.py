"""What the worker does while nobody waits.

`worker` runs three things side by side: `labelling` takes tickets from the `queue`, `keeper` has the model
there and warm (`downloads`, `pulling`), and `learner` has the built-in classifier trained.
"""
