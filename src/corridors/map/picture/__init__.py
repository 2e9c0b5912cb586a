"""A picture of the map: drawn as SVG without a browser, and turned into PNG."""
