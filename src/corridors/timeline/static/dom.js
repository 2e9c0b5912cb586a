// Elements whose every word is set as text.
const styles = new Map();

export function make(tag, properties = {}, content = []) {
  const { attributes = {}, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...[content].flat());
  return element;
}

export function style(path) {
  const href = new URL(path, document.baseURI).href;
  if (!styles.has(href)) {
    const link = make("link", { rel: "stylesheet", href });
    styles.set(href, new Promise((done) => { link.onload = done; link.onerror = done; }));
    document.head.append(link);
  }
  return styles.get(href);
}
