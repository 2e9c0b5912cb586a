// Loads scripts and style sheets of our own server into the page, each once.
/** @type {Map<string, Promise<unknown>>} */
const loaded = new Map();
/** @type {Map<string, Promise<any>>} */
const fetched = new Map();
const KEPT = 12;

/** @param {string} path */
const address = (path) => new URL(path, document.baseURI).href;

/**
 * @param {string} href
 * @param {HTMLScriptElement | HTMLLinkElement} element
 * @returns {Promise<unknown>}
 */
function load(href, element) {
  const done = new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => {
      loaded.delete(href);
      element.remove();
      reject(new Error(`cannot load ${href}`));
    };
  });
  document.head.append(element);
  return done;
}

/**
 * Run a script; with `again`, run it even if it ran before.
 *
 * @param {string} path
 * @param {{ again?: boolean }} [options]
 */
export function script(path, { again = false } = {}) {
  const href = address(path);
  if (again || !loaded.has(href)) {
    loaded.set(href, load(href, Object.assign(document.createElement("script"), { src: href })));
  }
  return loaded.get(href);
}

/**
 * Add a style sheet.
 *
 * @param {string} path
 */
export function style(path) {
  const href = address(path);
  if (!loaded.has(href)) {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    loaded.set(href, load(href, link));
  }
  return loaded.get(href);
}

/**
 * Fetch one JSON file, once; its address changes with its content, so what is kept is never stale.
 *
 * @param {string} path
 * @returns {Promise<any>}
 */
export function json(path) {
  const href = address(path);
  const known = fetched.get(href);
  if (known) return known;
  for (const oldest of fetched.keys()) {
    if (fetched.size < KEPT) break;
    fetched.delete(oldest);
  }
  const content = fetch(href, { cache: "force-cache" }).then((answer) => {
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  });
  content.catch(() => fetched.delete(href));
  fetched.set(href, content);
  return content;
}
