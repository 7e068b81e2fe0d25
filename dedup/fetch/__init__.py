"""Feeds from the network: polite, bounded, and never into a private network.

``subscriptions`` reads what to ask for, ``policy`` says what may be asked,
``wire`` speaks HTTP/1.1 to one checked address, ``gate`` and ``robots`` keep the
manners, ``client`` follows redirects, ``state`` remembers, ``reading`` turns feeds
into new articles. Only ``dedup fetch`` and ``dedup watch`` come here: everything
else works offline.

HTTP is the standard library's ``http.client`` over a socket of our own. The three
things that matter here, to connect to the very address that was checked, one
deadline over every byte of an answer, and to count a body before and after it is
unpacked, need the socket; a client library would have to be opened up for each.
"""
