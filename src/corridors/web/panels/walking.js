// From mention to mention of the chosen feature, and from a mention to the map.
import { button, focusOn, make } from "../lib/dom.js";
import { sender } from "../lib/sending.js";
import { meanings, symbol } from "./article_text.js";
/**
 * @import { ArticlesData, ArticlesTold, Marked, Named, Spoken } from "../contract"
 * @import { Sender } from "../lib/sending.js"
 * @import { Written } from "./article_text.js"
 * @import { Position } from "./position.js"
 */

/**
 * @typedef {{ element: Element, number: number, mention: boolean }} Stop
 * @typedef {Component<ArticlesData, ArticlesTold>["setTriggerValue"]} Tell
 */

/**
 * Lead through the places where an article speaks of a feature; `tell` says what is asked for.
 *
 * @param {object} article
 * @param {HTMLElement} article.root
 * @param {Written[]} article.passages
 * @param {Record<string, Spoken>} article.features
 * @param {Position} article.position
 * @param {Tell} article.tell
 */
export function walker({ root, passages, features, position, tell }) {
  /** @type {{ id: string | null, stops: Stop[], at: number }} */
  const state = { id: null, stops: [], at: -1 };
  /** @type {Sender<string | null>} */
  const choices = sender();
  const bar = controls({
    place: () => tell("place", state.id ?? ""),
    clear: () => {
      root.focus({ preventScroll: true });
      choose(null);
    },
    step,
  });
  const listening = new AbortController();
  listen(root, listening.signal, { choose, step, meant });

  /**
   * What a click on a mention means: where it may mean several, each click the next.
   *
   * @param {Element} element
   */
  function meant(element) {
    const keys = keysOf(element);
    return keys[(keys.indexOf(state.id ?? "") + 1) % keys.length];
  }

  /** @param {number} by */
  function step(by) {
    const { length } = state.stops;
    if (length) go((state.at + by + length) % length);
    return state.stops[state.at]?.element;
  }

  /** @param {number} at */
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

  /**
   * Mark a feature and go to the first place that `wanted` accepts, or to the first of all.
   *
   * @param {(Named & Marked) | null} feature
   * @param {boolean} quietly
   * @param {(stop: Stop) => boolean} wanted
   */
  function mark(feature, quietly, wanted) {
    state.id = feature?.id ?? null;
    state.stops = state.id ? stopsOf(passages, state.id) : [];
    position.hold(() => bar.show(feature, state.stops.length));
    for (const element of root.querySelectorAll(".spot")) {
      element.classList.toggle("is-chosen", keysOf(element).includes(state.id ?? ""));
    }
    go(Math.max(0, state.stops.findIndex(wanted)), quietly);
  }

  /**
   * @param {string | null} id
   * @param {Element} [from] - the mention that was clicked
   */
  function choose(id, from) {
    const passage = from?.closest(".paragraph");
    const exact = from !== undefined && passages.some(({ mentions }) => mentions.includes(from));
    mark(id === null ? null : { id, ...features[id] }, true, ({ element }) =>
      exact ? element === from : (passage?.contains(element) ?? false),
    );
    choices.send(id, () => tell("choose", id ?? ""));
  }

  return {
    bar: bar.element,
    /**
     * Follow what is chosen elsewhere, such as on the map, unless the reader was just `turned`.
     *
     * @param {(Named & Marked) | null} feature
     * @param {boolean} turned
     */
    update(feature, turned) {
      const id = feature?.id ?? null;
      if (!choices.accepts(id)) return;
      if (id === state.id && !turned) return;
      const { paragraph } = position;
      mark(feature, turned, ({ number }) => !turned || number >= paragraph);
    },
    stop() {
      listening.abort();
      choices.stop();
      point(null);
    },
  };
}

/**
 * The features that an element may mean.
 *
 * @param {Element} element
 */
function keysOf(element) {
  return meanings.get(element) ?? [];
}

/**
 * Each mention of a feature; in a passage without any, what is told of it there.
 *
 * @param {Written[]} passages
 * @param {string} id
 * @returns {Stop[]}
 */
function stopsOf(passages, id) {
  return passages.flatMap(({ number, mentions, notes }) => {
    const own = mentions.filter((element) => keysOf(element).includes(id));
    const note = notes.get(id);
    return (own.length || !note ? own : [note]).map((element) => ({
      element,
      number,
      mention: own.length > 0,
    }));
  });
}

/** @param {{ place(): void, clear(): void, step(by: number): void }} acts */
function controls({ place, clear, step }) {
  const about = button("", "about", place);
  const count = make("span", { className: "count" });
  count.setAttribute("role", "status");
  const walk = [
    button("Previous", "previous", () => step(-1), "Previous mention"),
    button("Next", "next", () => step(1), "Next mention"),
  ];
  for (const [at, key] of ["p", "n"].entries()) {
    walk[at].title = `Key ${key}`;
    walk[at].setAttribute("aria-keyshortcuts", key);
  }
  const none = button("Clear", "clear", clear, "Clear the chosen place");
  const element = make("div", { className: "bar", hidden: true }, [about, none, count, ...walk]);
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", "Chosen place in this article");
  return {
    element,
    /**
     * @param {(Named & Marked) | null} feature
     * @param {number} stops
     */
    show(feature, stops) {
      element.hidden = !feature;
      for (const part of walk) part.hidden = !stops;
      if (!feature) return;
      about.replaceChildren(symbol(feature), make("span", {}, feature.name));
      about.setAttribute("aria-label", `${feature.name}: what is known of it`);
    },
    /**
     * @param {Stop[]} stops
     * @param {number} at
     */
    say(stops, at) {
      const kind = stops.some(({ mention }) => mention) ? "Mention" : "Passage";
      count.textContent = stops.length
        ? `${kind} ${at + 1} of ${stops.length}, paragraph ${stops[at].number}`
        : "Not in this article";
    },
  };
}

/**
 * Clicks, keys and the pointer, for as long as the article is open.
 *
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 * @param {object} acts
 * @param {(id: string, from: Element) => void} acts.choose
 * @param {(by: number) => Element | undefined} acts.step
 * @param {(element: Element) => string} acts.meant
 */
function listen(root, signal, { choose, step, meant }) {
  /** @type {(event: Event, selector?: string) => Element | null} */
  const spot = ({ target }, selector = ".spot") =>
    target instanceof Element ? target.closest(selector) : null;
  /**
   * @template {keyof HTMLElementEventMap} Name
   * @param {Name} name
   * @param {(event: HTMLElementEventMap[Name]) => void} act
   */
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
      if (!spot(event, ".bar") && reached?.matches(".spot")) focusOn(reached);
    }
  });
  for (const name of /** @type {const} */ (["pointerover", "focusin"])) {
    on(name, (event) => {
      const element = spot(event);
      if (element) point(meant(element));
    });
  }
  for (const name of /** @type {const} */ (["pointerout", "focusout"])) {
    on(name, (event) => {
      if (spot(event)) point(null);
    });
  }
}

/** @param {string | null} id */
function point(id) {
  document.dispatchEvent(new CustomEvent("corridors:point", { detail: id }));
}
