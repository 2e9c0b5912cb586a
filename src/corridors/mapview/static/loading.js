// Loads scripts and style sheets of our own server into the page, each once.
const loaded = new Map();

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

/** Fetch one JSON file; its address changes with its content, so what is cached is never stale. */
export async function json(path) {
  const answer = await fetch(address(path), { cache: "force-cache" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}
