"""The duplicates stage: which articles go back to one text.

``shingles`` proposes pairs by fingerprints, ``copies`` measures them, ``furniture`` tells
a shared log-in block or template from a shared text.
"""
