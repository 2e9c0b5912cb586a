// From mention to mention of the chosen feature, and from a mention to the map.
import { meanings, symbol } from "./article_text.js";
import { button, make } from "../lib/dom.js";

const PENDING_MS = 8000;
const AGAIN_MS = 2500;

/** Lead through the places where an article speaks of a feature; `tell` says what is asked for. */
export function walker({ root, passages, features, position, tell }) {
  const state = { id: null, stops: [], at: -1, pending: undefined, until: 0 };
  const bar = controls({
    place: () => tell("place", state.id),
    clear: () => {
      root.focus({ preventScroll: true });
      choose(null);
    },
    step,
  });
  const listening = new AbortController();
  listen(root, listening.signal, { choose, step, meant });

  /** What a click on a mention means: where it may mean several, each click the next. */
  function meant(element) {
    const keys = meanings.get(element);
    return keys[(keys.indexOf(state.id) + 1) % keys.length];
  }

  function step(by) {
    const { length } = state.stops;
    if (length) go((state.at + by + length) % length);
    return state.stops[state.at]?.element;
  }

  function go(at, quietly = false) {
    const { stops } = state;
    for (const element of root.querySelectorAll(".is-current")) {
      element.classList.remove("is-current");
      element.removeAttribute("aria-current");
    }
    state.at = at;
    bar.say(stops, at);
    if (!stops.length) return;
    const { element, number } = stops[at];
    element.classList.add("is-current");
    element.setAttribute("aria-current", "true");
    const fold = element.closest("details");
    if (fold && !quietly) fold.open = true;
    if (!quietly) position.reach(element, number);
  }

  /** Mark a feature and go to the first place that `wanted` accepts, or to the first of all. */
  function mark(feature, quietly, wanted) {
    state.id = feature?.id ?? null;
    state.stops = state.id ? stopsOf(passages, state.id) : [];
    position.hold(() => bar.show(feature, state.stops.length));
    for (const element of root.querySelectorAll(".spot")) {
      element.classList.toggle("is-chosen", meanings.get(element).includes(state.id));
    }
    go(Math.max(0, state.stops.findIndex(wanted)), quietly);
  }

  function choose(id, from = null) {
    state.pending = id;
    state.until = Date.now() + PENDING_MS;
    const passage = from?.closest(".paragraph");
    const exact = passages.some(({ mentions }) => mentions.includes(from));
    mark(id && { id, ...features[id] }, true, ({ element }) =>
      exact ? element === from : passage?.contains(element),
    );
    tell("choose", id ?? "");
    // A click is lost where a report of the map overtakes it on a busy server: say it once more.
    clearTimeout(state.again);
    state.again = setTimeout(() => {
      if (state.pending === id) tell("choose", id ?? "");
    }, AGAIN_MS);
  }

  return {
    bar: bar.element,
    /** Follow what is chosen elsewhere, such as on the map, unless the reader was just `turned`. */
    update(feature, turned) {
      const id = feature?.id ?? null;
      // An answer that was under way when the user clicked on must not undo that click.
      if (state.pending !== undefined && state.pending !== id && Date.now() < state.until) return;
      state.pending = undefined;
      if (id === state.id && !turned) return;
      const { paragraph } = position;
      mark(feature, turned, ({ number }) => !turned || number >= paragraph);
    },
    stop() {
      listening.abort();
      clearTimeout(state.again);
      point(null);
    },
  };
}

/** Each mention of a feature; in a passage without any, what is told of it there. */
function stopsOf(passages, id) {
  return passages.flatMap(({ number, mentions, notes }) => {
    const own = mentions.filter((element) => meanings.get(element).includes(id));
    const found = own.length || !notes.has(id) ? own : [notes.get(id)];
    return found.map((element) => ({ element, number, mention: own.length > 0 }));
  });
}

function controls({ place, clear, step }) {
  const about = button("", "about", place);
  const count = make("span", { className: "count" });
  count.setAttribute("role", "status");
  const walk = [
    button("Previous", "previous", () => step(-1), "Previous mention"),
    button("Next", "next", () => step(1), "Next mention"),
  ];
  for (const [element, key] of [
    [walk[0], "p"],
    [walk[1], "n"],
  ]) {
    element.title = `Key ${key}`;
    element.setAttribute("aria-keyshortcuts", key);
  }
  const none = button("Clear", "clear", clear, "Clear the chosen place");
  const element = make("div", { className: "bar", hidden: true }, [about, none, count, ...walk]);
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", "Chosen place in this article");
  return {
    element,
    show(feature, stops) {
      element.hidden = !feature;
      for (const part of walk) part.hidden = !stops;
      if (!feature) return;
      about.replaceChildren(symbol(feature), make("span", {}, feature.name));
      about.setAttribute("aria-label", `${feature.name}: what is known of it`);
    },
    say(stops, at) {
      const kind = stops.some(({ mention }) => mention) ? "Mention" : "Passage";
      count.textContent = stops.length
        ? `${kind} ${at + 1} of ${stops.length}, paragraph ${stops[at].number}`
        : "Not in this article";
    },
  };
}

/** Clicks, keys and the pointer, for as long as the article is open. */
function listen(root, signal, { choose, step, meant }) {
  const spot = ({ target }) => target.closest?.(".spot");
  const on = (name, act) => root.addEventListener(name, act, { signal });
  on("click", (event) => {
    const element = spot(event);
    if (element) choose(meant(element), element);
  });
  on("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const element = spot(event);
    if (element?.matches("mark") && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      choose(meant(element), element);
    } else if ((event.key === "n" || event.key === "p") && document.documentElement.dataset.keys !== "off") {
      const reached = step(event.key === "n" ? 1 : -1);
      // Who walks from within the text goes along; who is at the buttons stays there.
      if (!event.target.closest(".bar") && reached?.matches(".spot")) reached.focus({ preventScroll: true });
    }
  });
  for (const name of ["pointerover", "focusin"]) {
    on(name, (event) => {
      if (spot(event)) point(meant(spot(event)));
    });
  }
  for (const name of ["pointerout", "focusout"]) {
    on(name, (event) => {
      if (spot(event)) point(null);
    });
  }
}

function point(id) {
  document.dispatchEvent(new CustomEvent("corridors:point", { detail: id }));
}
