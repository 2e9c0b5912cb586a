// The symbols of the map, of which there may be thousands: a transform, an effect or a clip of its own makes
// each of them dear to paint.
const SIZE = 24; // pixels
const pictures = new Map();

/**
 * Let Leaflet place symbols by left and top, and let each be a picture: an inline SVG is clipped and
 * transformed.
 *
 * @param {any} leaflet - Leaflet, down to what it calls its own
 */
export function drawLightly({ Browser, DivIcon, Marker }) {
  Browser.ie3d = true; // Leaflet's word for one that has two dimensions: its three are slowest
  Marker.include({
    /**
     * @this {any}
     * @param {L.Point} at
     */
    _setPos(at) {
      if (this._icon) {
        this._icon._leaflet_pos = at;
        Object.assign(this._icon.style, { left: `${at.x}px`, top: `${at.y}px` });
      }
      this._zIndex = at.y + this.options.zIndexOffset;
      this._resetZIndex();
    },
  });
  DivIcon.addInitHook(
    /** @this {any} */ function makePicture() {
      if (typeof this.options.html !== "string") return; // made when an earlier map was mounted
      this.options.drawing = this.options.html;
      this.options.html = Object.assign(new Image(SIZE, SIZE), { alt: "" });
    },
  );
}

/**
 * Draw the symbol of a marker, as opaque as it is said.
 *
 * @param {L.Marker} marker
 * @param {number} opacity
 */
export function draw(marker, opacity) {
  const { drawing, html: image } = /** @type {any} */ (marker.options.icon).options;
  const source = picture(drawing, opacity);
  if (image.src !== source) image.src = source;
}

/**
 * The address of an SVG as a picture; one address for all of a kind.
 *
 * @param {string} drawing
 * @param {number} opacity
 */
function picture(drawing, opacity) {
  const key = `${opacity} ${drawing}`;
  if (!pictures.has(key)) {
    const root = `<svg xmlns="http://www.w3.org/2000/svg" opacity="${opacity}"`;
    pictures.set(key, `data:image/svg+xml,${encodeURIComponent(drawing.replace("<svg", root))}`);
  }
  return pictures.get(key);
}
