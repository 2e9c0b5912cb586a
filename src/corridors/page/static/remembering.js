// What the search box reaches beside itself: the address, and a passage in the panel.
const ARRIVAL_MS = 6000;

/** The words go into the address as they are answered: typing need not run the page. */
export function remember(words) {
  const target = new URL(location.href);
  if ((target.searchParams.get("words") ?? "") === words) return;
  if (words) target.searchParams.set("words", words);
  else target.searchParams.delete("words");
  target.search = target.searchParams.toString().replaceAll("%2F", "/");
  history.replaceState(history.state, "", target);
}

/** Scroll to a passage in the panel, once it is there. */
export function bring(id) {
  const found = () => {
    const passage = document.querySelector(`.passage[data-passage="${CSS.escape(id)}"]`);
    const panel = passage?.closest(".reader");
    // Only the panel scrolls, where it has a height of its own.
    if (panel && panel.scrollHeight > panel.clientHeight && getComputedStyle(panel).overflowY === "auto") {
      panel.scrollTop += passage.getBoundingClientRect().top - panel.getBoundingClientRect().top;
    } else {
      passage?.scrollIntoView({ block: "start" });
    }
    return Boolean(passage);
  };
  if (found()) return;
  const watch = new MutationObserver(() => { if (found()) watch.disconnect(); });
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), ARRIVAL_MS);
}
