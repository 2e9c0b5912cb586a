// Carries questions of the search box to the server and answers back; shows nothing itself.
const mounted = new WeakMap();

export function show({ parentElement, data, setStateValue }) {
  let one = mounted.get(parentElement);
  if (!one) {
    one = {};
    one.ask = ({ detail }) => one.send("question", JSON.stringify(detail));
    document.addEventListener("corridors:ask", one.ask);
    mounted.set(parentElement, one);
  }
  one.send = setStateValue;
  const { number, words, answer } = data;
  document.dispatchEvent(new CustomEvent("corridors:answer", { detail: { number, words, answer } }));
}

export function leave(parentElement) {
  const one = mounted.get(parentElement);
  if (!one || parentElement.isConnected) return;
  document.removeEventListener("corridors:ask", one.ask);
  mounted.delete(parentElement);
}
