"""Suggestions of category and priority, by a language model or the built-in classifier.

To understand it, read in this order:

1. `engine` makes one suggestion: `prompt` asks, `providers` carry the question to a model, `confidence` and
   `doubt` say how sure the answer is, `protection` keeps the model from being overrun, and `builtin` answers
   where the model does not.
2. `views` answer people who type. `status` tells which engine they get, `quality` what came of its word.
3. `background` labels what came in without labels, and fetches the model.
4. `learning` teaches the built-in classifier what people chose; `live_classifier` is the one that answers.
5. `evaluation` says how good an engine is on this host.
"""
