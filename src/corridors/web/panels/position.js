// Where one is in an article: kept in the address, and for who comes back from another panel.
import { change } from "../lib/address.js";

/** @import { ArticleKeys } from "../contract" */

const STILL_MS = 300;
const MOVING_MS = 1200;
/** @typedef {ReturnType<typeof position>} Position */
/** @type {{ article: string | null, turned: number | null, paragraph: number | null }} */
const last = { article: null, turned: null, paragraph: null };

/**
 * Keep the reading position of an article that is laid out in `root`.
 *
 * @param {HTMLElement} root
 * @param {string} article
 * @param {ArticleKeys} keys
 */
export function position(root, article, keys) {
  let timer = 0;
  let moving = 0;
  const listening = new AbortController();
  // The panel scrolls, or on a phone the sheet around it does.
  document.addEventListener(
    "scroll",
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (Date.now() > moving && root.isConnected) note(current(root));
      }, STILL_MS);
    },
    { capture: true, passive: true, signal: listening.signal },
  );

  /** @param {number | null} paragraph */
  function note(paragraph) {
    if (last.article !== article || last.paragraph === paragraph) return;
    last.paragraph = paragraph;
    remember(article, paragraph, keys);
  }

  return {
    get paragraph() {
      return last.paragraph ?? 0;
    },
    /**
     * Take over where the page says to turn to, if it does; in an article laid out anew, where one was.
     *
     * @param {{ paragraph: number | null, turned: number }} place
     * @param {boolean} changed
     */
    take({ paragraph, turned }, changed) {
      const same = last.article === article && last.turned === turned;
      if (same && !changed) return false;
      if (!same) Object.assign(last, { article, turned, paragraph });
      return true;
    },
    /** Turn there. */
    turn() {
      moving = Date.now() + MOVING_MS;
      const wanted = root.querySelector(`.paragraph[data-number="${Number(last.paragraph)}"]`);
      if (wanted) scroll(root, wanted, "start", false);
      else root.scrollTop = 0;
    },
    /**
     * Bring an element of a paragraph into sight.
     *
     * @param {Element} element
     * @param {number} paragraph
     */
    reach(element, paragraph) {
      moving = Date.now() + MOVING_MS;
      scroll(root, element, "center", true);
      note(paragraph);
    },
    /**
     * Change what stands above the text, which stays where it is on the screen.
     *
     * @param {() => void} act
     */
    hold(act) {
      const text = root.querySelector(".paragraph");
      const before = text?.getBoundingClientRect().top ?? 0;
      act();
      if (text && scrolls(root)) root.scrollTop += text.getBoundingClientRect().top - before;
    },
    stop() {
      clearTimeout(timer);
      listening.abort();
    },
  };
}

/**
 * @param {HTMLElement} root
 * @param {Element} element
 * @param {"start" | "center"} block
 * @param {boolean} animated
 */
function scroll(root, element, block, animated) {
  const still = !animated || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = still ? "instant" : "smooth";
  if (!scrolls(root)) {
    element.scrollIntoView({ block, behavior });
    return;
  }
  const [box, own] = [root.getBoundingClientRect(), element.getBoundingClientRect()];
  const above = block === "center" ? (root.clientHeight - own.height) / 2 : covered(root) + 4;
  root.scrollTo({ top: root.scrollTop + own.top - box.top - above, behavior });
}

/** @param {HTMLElement} root */
function scrolls(root) {
  return getComputedStyle(root).overflowY !== "visible";
}

/**
 * How much of the panel's top the bar covers.
 *
 * @param {HTMLElement} root
 */
function covered(root) {
  const bar = root.querySelector(".bar");
  return bar instanceof HTMLElement ? bar.offsetHeight : 0;
}

/**
 * The paragraph that is being read: the last that has begun, none at the head.
 *
 * @param {HTMLElement} root
 */
function current(root) {
  const edge = (scrolls(root) ? root.getBoundingClientRect().top : sheet(root)) + covered(root) + 12;
  /** @type {number | null} */
  let number = null;
  for (const element of root.querySelectorAll(".paragraph")) {
    if (element.getBoundingClientRect().top > edge) break;
    number = Number(element.getAttribute("data-number"));
  }
  return number;
}

/**
 * Where a phone's sheet begins to show the text, below its handle.
 *
 * @param {HTMLElement} root
 */
function sheet(root) {
  return root.closest(".st-key-panel")?.querySelector(".sheet-handle")?.getBoundingClientRect().bottom ?? 0;
}

/**
 * Write the paragraph into the address, unless it is another article's by now.
 *
 * @param {string} article
 * @param {number | null} paragraph
 * @param {ArticleKeys} keys
 */
function remember(article, paragraph, keys) {
  if (new URLSearchParams(location.search).get(keys.article) !== article) return;
  change({ [keys.paragraph]: paragraph ? [String(paragraph)] : [] });
}
