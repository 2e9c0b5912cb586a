// Elements of the page's own pieces. Every word is set as text, never as markup.
const styles = new Map();

export function make(tag, properties = {}, content = []) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...[content].flat());
  return element;
}

export function style(path) {
  const href = new URL(path, document.baseURI).href;
  if (!styles.has(href)) {
    const sheet = make("link", { rel: "stylesheet", href });
    styles.set(href, new Promise((done) => { sheet.onload = done; sheet.onerror = done; }));
    document.head.append(sheet);
  }
  return styles.get(href);
}

/** Whether what is typed goes into an element, so that it is no key of the page. */
export function writes(element) {
  return element instanceof Element && (element.isContentEditable
    || Boolean(element.closest("input:not([type=checkbox], [type=radio], [type=button]), textarea, select")));
}
