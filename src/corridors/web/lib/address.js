// The address of the page: no other script writes it. What its keys are called, Python tells.

/**
 * Put values into a query string, each key's in place of what it had.
 * @param {string} query with or without its question mark
 * @param {Record<string, readonly string[]>} values by key; none takes the key out
 * @returns {string}
 */
export function withValues(query, values) {
  const pairs = new URLSearchParams(query);
  for (const [key, [first, ...rest]] of Object.entries(values)) {
    if (first === undefined) pairs.delete(key);
    else pairs.set(key, first);
    for (const value of rest) pairs.append(key, value);
  }
  return text(pairs);
}

/**
 * Put another query string in place of what some keys have; what the others have stays as it is.
 * @param {string} query
 * @param {string} other
 * @param {readonly string[]} keys
 * @returns {string}
 */
export function withQuery(query, other, keys) {
  const rest = [...new URLSearchParams(query)].filter(([key]) => !keys.includes(key));
  return text(new URLSearchParams([...new URLSearchParams(other), ...rest]));
}

/**
 * Keep the paragraph that the address has, where the same article is wanted.
 * @param {string} wanted
 * @param {string} query what the address has
 * @param {{article: string, paragraph: string}} keys
 * @returns {string}
 */
export function withParagraphOf(wanted, query, { article, paragraph }) {
  const [then, now] = [wanted, query].map((each) => new URLSearchParams(each));
  if (!then.has(article) || then.get(article) !== now.get(article)) return wanted;
  return withValues(wanted, { [paragraph]: now.getAll(paragraph).slice(0, 1) });
}

/**
 * Tell whether two query strings say the same, in whatever order.
 * @param {string} query
 * @param {string} other
 * @returns {boolean}
 */
export function saysSame(query, other) {
  const [said, same] = [query, other].map((each) => [...new URLSearchParams(each)].map(String).sort());
  return JSON.stringify(said) === JSON.stringify(same);
}

/**
 * Write a view of the map as the address has it.
 * @param {{latitude: number, longitude: number, zoom: number}} spot
 * @returns {string}
 */
export function spotText({ latitude, longitude, zoom }) {
  return `${zoom}/${latitude}/${longitude}`;
}

/**
 * Read a view of the map: latitude, longitude and zoom; null where it is none.
 * @param {string} written
 * @returns {[number, number, number] | null}
 */
export function spotOf(written) {
  const numbers = written.split("/").map(Number);
  const [zoom, latitude, longitude] = numbers;
  const isView =
    numbers.length === 3 && zoom >= 0 && zoom <= 20 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isView ? [latitude, longitude, zoom] : null;
}

/**
 * Write a query string into the address, as a step to go back to or as a change of the present view.
 * @param {string} query
 * @param {boolean} push
 */
export function write(query, push) {
  if (!saysSame(query, location.search)) go("search", query, push);
}

/**
 * Change values in the address, as a change of the present view.
 * @param {Record<string, readonly string[]>} values by key; none takes the key out
 */
export function change(values) {
  write(withValues(location.search, values), false);
}

/**
 * Write what stands after the hash, as a step to go back to.
 * @param {string} query
 */
export function writeHash(query) {
  go("hash", query, true);
}

/**
 * @param {"search" | "hash"} part
 * @param {string} query
 * @param {boolean} push
 */
function go(part, query, push) {
  const url = new URL(location.href);
  url[part] = query;
  if (url.href === location.href) return;
  if (push) history.pushState({}, "", url);
  else history.replaceState(history.state, "", url);
}

/** @param {URLSearchParams} pairs */
function text(pairs) {
  return pairs.toString().replaceAll("%2F", "/");
}
