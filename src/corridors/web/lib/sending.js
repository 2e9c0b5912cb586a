// What a visitor does is sent to the page, and lost where another run overtakes it: it is sent once more.
const PENDING_MS = 8000;
const AGAIN_MS = 2500;

/**
 * @template Value
 * @typedef {object} Sender
 * @property {Value | undefined} pending - the value that waits for its answer
 * @property {(value: Value, emit: () => void) => void} send - once more, unless it is answered by then
 * @property {(answer: Value | null) => boolean} accepts - whether an answer counts: one that was under way
 *   when a value was sent must not undo it
 * @property {() => void} stop - wait no longer
 */

/**
 * Sends one kind of value, of which the last counts.
 *
 * @template Value
 * @returns {Sender<Value>}
 */
export function sender() {
  /** @type {{ value: Value } | null} */
  let pending = null;
  let until = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let again;
  return {
    get pending() {
      return pending?.value;
    },
    send(value, emit) {
      const sent = { value };
      pending = sent;
      until = Date.now() + PENDING_MS;
      emit();
      clearTimeout(again);
      again = setTimeout(() => {
        if (pending === sent) emit();
      }, AGAIN_MS);
    },
    accepts(answer) {
      if (pending && pending.value !== answer && Date.now() < until) return false;
      pending = null;
      return true;
    },
    stop() {
      clearTimeout(again);
      pending = null;
    },
  };
}
