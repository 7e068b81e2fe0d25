"""Scripts that make the tables and weights in ``dedup/data``.

Each module is run by hand, ``python -m dedup.training.NAME GOLD_FOLDER``, on
labelled data that does not come with the package, and prints the figures it
writes beside the weights. Nothing here is imported by a command.
"""
