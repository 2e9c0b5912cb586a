// What the search box writes into the address.

/**
 * The words go into the address as they are answered: typing need not run the page.
 *
 * @param {string} words
 */
export function remember(words) {
  const target = new URL(location.href);
  if ((target.searchParams.get("words") ?? "") === words) return;
  if (words) target.searchParams.set("words", words);
  else target.searchParams.delete("words");
  target.search = target.searchParams.toString().replaceAll("%2F", "/");
  history.replaceState(history.state, "", target);
}
