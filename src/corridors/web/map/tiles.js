// Online tiles: asked for only once they are chosen; where they fail, the drawn map stays.
import { focusOn, make } from "../lib/dom.js";

/**
 * @import { Tiles } from "../contract"
 * @import { MapState, Tiled } from "./state"
 */

const PATIENCE_MS = 10_000;
const FAILURES = 4; // in a row: one missing tile is no fault

/**
 * Build the choice of tiles; `onChange` hears of each change.
 *
 * @param {MapState} state
 * @param {HTMLElement} box
 * @param {() => void} onChange
 * @returns {MapState["tiles"]}
 */
export function offerTiles(state, box, onChange) {
  const offers = state.data.tiles ?? []; // a page for use without a network has none
  if (!offers.length) return { chosen: () => [], choose() {}, stop() {} };
  /** @type {Map<string, Tiled>} */
  const layers = new Map();
  const notice = buildNotice(state, { back, again });
  const fold = make("details", { className: "tiles" }, [make("summary", {}, "Background")]);
  const grounds = offers.filter(({ kind }) => kind === "ground");
  const choices = make("fieldset", {}, [
    make("legend", { className: "unseen" }, "Background"),
    row("radio", { id: "", title: "Drawn here, no network" }),
    ...grounds.map((offer) => row("radio", offer)),
  ]);
  const overlays = make("fieldset", {}, [
    make("legend", {}, "On top"),
    ...offers.filter(({ kind }) => kind === "overlay").map((offer) => row("checkbox", offer)),
  ]);
  const hosts = make(
    "p",
    {},
    "Online tiles come from their makers’ servers, which see what you look at. " +
      "Names and borders on them are theirs.",
  );
  fold.append(choices, overlays, hosts);
  box.append(fold);
  for (const [pane, level] of [
    ["ground", 230],
    ["overlay", 235],
  ]) {
    Object.assign(state.map.createPane(`tiles-${pane}`).style, { zIndex: level, pointerEvents: "none" });
  }

  /**
   * @param {"radio" | "checkbox"} type
   * @param {{ id: string, title: string }} offer
   */
  function row(type, { id, title }) {
    const input = make("input", {
      type,
      name: type === "radio" ? "background" : `tiles-${id}`,
      value: id,
      checked: id === "",
    });
    input.addEventListener("change", () => {
      switchAll(chosen());
      onChange();
    });
    return make("label", { className: "row" }, [input, make("span", {}, title)]);
  }

  function inputs() {
    return [...fold.querySelectorAll("input")];
  }

  function chosen() {
    return inputs()
      .filter(({ checked, value }) => checked && value)
      .map(({ value }) => value);
  }

  /**
   * Show what is named, of several grounds the first.
   *
   * @param {string[]} names
   */
  function choose(names) {
    const ground = grounds.find(({ id }) => names.includes(id))?.id ?? "";
    for (const input of inputs()) {
      input.checked = input.type === "radio" ? input.value === ground : names.includes(input.value);
    }
    if (names.length) fold.open = true;
    switchAll(chosen());
  }

  /** @param {string[]} names */
  function switchAll(names) {
    for (const [id, tile] of layers) {
      if (names.includes(id)) continue;
      tile.stop();
      layers.delete(id);
    }
    for (const offer of offers) {
      if (names.includes(offer.id) && !layers.has(offer.id)) layers.set(offer.id, start(state, offer, tell));
    }
    tell();
  }

  /** Say what cannot be had, and which ground is seen. */
  function tell() {
    const all = [...layers.values()];
    const ground = all.find(({ offer, came }) => offer.kind === "ground" && came)?.offer;
    state.root.dataset.ground = ground?.id ?? "";
    state.root.classList.toggle("is-named-below", ground?.named ?? false);
    notice.show(all.filter(({ failed }) => failed).map(({ offer }) => offer.title));
  }

  function back() {
    choose([]);
    onChange();
    focusOn(fold.querySelector("summary"));
  }

  function again() {
    const names = chosen();
    switchAll([]);
    switchAll(names);
  }

  return {
    chosen,
    choose,
    stop: () => {
      for (const tile of layers.values()) tile.stop();
    },
  };
}

/**
 * @param {MapState} state
 * @param {Tiles} offer
 * @param {() => void} tell
 * @returns {Tiled}
 */
function start(state, offer, tell) {
  const { L } = window;
  /** @type {Tiled} */
  const tile = { offer, came: false, failed: false, stop };
  const layer = L.tileLayer(offer.url, {
    pane: `tiles-${offer.kind}`,
    maxNativeZoom: offer.deepest,
    maxZoom: 20,
    subdomains: offer.subdomains,
    attribution: credit(offer.credit),
  });
  let failures = 0;
  const lost = () => {
    failures += 1;
    if (failures < FAILURES || tile.failed) return;
    Object.assign(tile, { failed: true, came: false });
    tell();
  };
  const got = () => {
    failures = 0;
    if (tile.came && !tile.failed) return;
    Object.assign(tile, { failed: false, came: true });
    tell();
  };
  layer.on({ tileerror: lost, tileload: got });
  const waiting = setTimeout(() => {
    if (tile.came || tile.failed) return;
    tile.failed = true;
    tell();
  }, PATIENCE_MS);
  layer.addTo(state.map);
  function stop() {
    clearTimeout(waiting);
    layer.off({ tileerror: lost, tileload: got }).remove();
  }
  return tile;
}

/**
 * Leaflet takes the attribution as HTML: made of elements, so that what is text stays text.
 *
 * @param {Tiles["credit"]} pieces
 */
function credit(pieces) {
  return make(
    "span",
    {},
    pieces.map(({ text, href }) =>
      href ? make("a", { href, target: "_blank", rel: "noopener" }, text) : text,
    ),
  ).innerHTML;
}

/**
 * @param {MapState} state
 * @param {{ back(): void, again(): void }} acts
 */
function buildNotice(state, { back, again }) {
  const words = make("p");
  const retry = make("button", { type: "button" }, "Try again");
  const leave = make("button", { type: "button" }, "Back to the drawn map");
  retry.addEventListener("click", again);
  leave.addEventListener("click", back);
  const element = make("div", { className: "tiles-lost", hidden: true }, [words, leave, retry]);
  // A region that is there before it speaks is the one that is read out.
  const region = make("div", {}, [element]);
  region.setAttribute("role", "status");
  window.L.DomEvent.disableClickPropagation(region);
  state.root.append(region);
  return {
    /** @param {string[]} titles */
    show(titles) {
      element.hidden = titles.length === 0;
      words.textContent = titles.length
        ? `${titles.join(", ")}: the tiles cannot be had now. You see the drawn map.`
        : "";
    },
  };
}
