// Loads scripts and style sheets of our own server into the page, each once.
const loaded = new Map();
const fetched = new Map();
const KEPT = 12;

const address = (path) => new URL(path, document.baseURI).href;

function load(href, element) {
  const done = new Promise((resolve, reject) => {
    element.onload = () => resolve();
    element.onerror = () => {
      loaded.delete(href);
      element.remove();
      reject(new Error(`cannot load ${href}`));
    };
  });
  document.head.append(element);
  return done;
}

/** Run a script; with `again`, run it even if it ran before. */
export function script(path, { again = false } = {}) {
  const href = address(path);
  if (again || !loaded.has(href)) {
    loaded.set(href, load(href, Object.assign(document.createElement("script"), { src: href })));
  }
  return loaded.get(href);
}

/** Add a style sheet. */
export function style(path) {
  const href = address(path);
  if (!loaded.has(href)) {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    loaded.set(href, load(href, link));
  }
  return loaded.get(href);
}

/** Fetch one JSON file, once; its address changes with its content, so what is kept is never stale. */
export function json(path) {
  const href = address(path);
  if (!fetched.has(href)) {
    if (fetched.size >= KEPT) fetched.delete(fetched.keys().next().value);
    const found = fetch(href, { cache: "force-cache" }).then((answer) => {
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return answer.json();
    });
    found.catch(() => fetched.delete(href));
    fetched.set(href, found);
  }
  return fetched.get(href);
}
