// Moves the window through time, a month at a step, until it comes to the end.
import { make } from "../lib/dom.js";
import { dayOf, monthOf, nearestMonth } from "./scale.js";
import { bringIntoView, months, shifted } from "./window.js";

/** @import { Strip } from "./state" */

/** @type {[name: string, milliseconds: number][]} */
const SPEEDS = [
  ["Slow", 1600],
  ["Medium", 800],
  ["Fast", 350],
];
const MONTHS = 6; // of a window that is made to play

/**
 * A button and a choice of speed; `stop` is called wherever the visitor takes over.
 *
 * @param {Strip} state
 * @returns {Strip["player"]}
 */
export function play(state) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const button = make("button", { type: "button", className: "play" }, "Play");
  const speed = make(
    "select",
    { className: "speed", attributes: { "aria-label": "Speed" } },
    SPEEDS.map(([name, value]) =>
      make("option", { value: String(value), selected: name === "Medium" }, name),
    ),
  );
  const player = { controls: [button, speed], on: false, stop };
  let timer = 0;

  function start() {
    const [, high] = months(state);
    const { window } = state;
    if (window.start === null || window.end === null || monthOf(window.end) + 1 >= high) {
      const first =
        window.start !== null && window.end === null ? monthOf(window.start) : nearestMonth(state.view[0]);
      const wide =
        window.start !== null && window.end !== null
          ? monthOf(window.end) + 1 - monthOf(window.start)
          : MONTHS;
      const last = Math.min(first + wide, high);
      state.set({ start: dayOf(Math.min(first, last - 1)), end: dayOf(last) - 1 });
    }
    player.on = true;
    button.textContent = "Pause";
    state.root.classList.toggle("is-moving", !still.matches);
    timer = setTimeout(next, Number(speed.value));
  }

  function next() {
    const [, high] = months(state);
    const moved = shifted(state.window, 1);
    if (moved === null || monthOf(moved.end) + 1 > high) return stop();
    state.set(moved);
    bringIntoView(state, moved.end + 1);
    if (monthOf(moved.end) + 1 >= high) return stop();
    timer = setTimeout(next, Number(speed.value));
    return undefined;
  }

  function stop() {
    clearTimeout(timer);
    if (!player.on) return;
    player.on = false;
    button.textContent = "Play";
    state.root.classList.remove("is-moving");
    state.say?.();
  }

  button.addEventListener("click", () => (player.on ? stop() : start()));
  return player;
}
