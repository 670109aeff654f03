"""What the worker does while nobody waits.

`worker` runs four things side by side: `labelling` takes tickets from the `queue`, `keeper` has the model
there and warm (`downloads`, `pulling`), `learner` has the built-in classifier trained, and `upkeep` removes
what is not to be kept any longer.
"""
