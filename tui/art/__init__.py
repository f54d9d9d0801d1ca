"""Pictures drawn by our own code from a small spec: no image file is shipped.

``canvas`` records shapes as SVG, ``things`` and ``places`` draw with it, ``compose`` puts a spec
together, ``raster`` turns the SVG into terminal cells.
"""
