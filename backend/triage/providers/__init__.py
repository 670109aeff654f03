"""The sources of suggestions: one small file each. None of them knows Django or tickets."""
