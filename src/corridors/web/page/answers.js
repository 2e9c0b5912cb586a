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
  let answering = mounted.get(parentElement);
  if (!answering) {
    /** @type {Mounted} */
    const made = {
      ask: ({ detail }) => made.send("question", JSON.stringify(detail)),
      send: setStateValue,
    };
    document.addEventListener("corridors:ask", made.ask);
    mounted.set(parentElement, made);
    answering = made;
  }
  answering.send = setStateValue;
  const { number, words, answer } = data;
  document.dispatchEvent(new CustomEvent("corridors:answer", { detail: { number, words, answer } }));
}

/** @param {HTMLElement} parentElement */
export function leave(parentElement) {
  const answering = mounted.get(parentElement);
  if (!answering || parentElement.isConnected) return;
  document.removeEventListener("corridors:ask", answering.ask);
  mounted.delete(parentElement);
}
