// Carries questions of the search box to the server and answers back; shows nothing itself.
/** @import { AnswerData, AnswerTold } from "../contract" */

/**
 * @typedef {object} Mounted
 * @property {(event: DocumentEventMap["corridors:ask"]) => void} ask
 * @property {Component<AnswerData, AnswerTold>["setStateValue"]} send
 */
/** @type {WeakMap<HTMLElement, Mounted>} */
const mounted = new WeakMap();

/** @param {Component<AnswerData, AnswerTold>} component */
export function show({ parentElement, data, setStateValue }) {
  let one = mounted.get(parentElement);
  if (!one) {
    /** @type {Mounted} */
    const made = {
      ask: ({ detail }) => made.send("question", JSON.stringify(detail)),
      send: setStateValue,
    };
    document.addEventListener("corridors:ask", made.ask);
    mounted.set(parentElement, made);
    one = made;
  }
  one.send = setStateValue;
  const { number, words, answer } = data;
  document.dispatchEvent(new CustomEvent("corridors:answer", { detail: { number, words, answer } }));
}

/** @param {HTMLElement} parentElement */
export function leave(parentElement) {
  const one = mounted.get(parentElement);
  if (!one || parentElement.isConnected) return;
  document.removeEventListener("corridors:ask", one.ask);
  mounted.delete(parentElement);
}
