"""The cluster stage: from candidate pairs to stories.

``neighbours`` finds what each article is most like, ``edges`` scores the pairs,
``linkage`` joins groups, ``stories`` does all of it in that order. ``nearby`` finds the
standing stories that a few new articles can touch.
"""
