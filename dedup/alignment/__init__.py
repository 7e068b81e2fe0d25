"""The align stage: which sentences of two articles render each other.

``vocabulary`` and ``bags`` hold the words of a story's sentences as sparse rows,
``pair_features`` says what two sentences have in common, ``similarity`` makes one learned
score of it (``encoder``: with meaning too), ``paraphrase`` tells the same from a part of
it, and ``align`` chooses the links.
"""
