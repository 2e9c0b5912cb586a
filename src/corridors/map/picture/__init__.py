"""A picture of the map: drawn as SVG, without a browser; PNG made of it."""
