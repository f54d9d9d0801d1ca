"""Pictures drawn by our own code from a small spec: no image file is shipped.

``canvas`` records shapes as SVG; ``things``, ``props``, ``places``, ``backdrops`` and ``scenes`` draw
with it; ``subjects`` knows how a product looks, ``compose`` puts a spec together; ``cells`` turns
pixels into terminal cells; ``draw`` is the whole way; ``photo`` opens what was not drawn here.
"""

ART_VERSION = 4
"""Raised whenever a drawing changes, so that nobody is shown an old one from the disk."""
