// Small helpers of the panels. Every word is set as text, never as markup.
const styles = new Map();
const BASES = {
  context: "named in context",
  referred: "referred back to",
  described: "described, not named",
};

/** Add a style sheet once. */
export function style(path) {
  const href = new URL(path, document.baseURI).href;
  if (!styles.has(href)) {
    const link = make("link", { rel: "stylesheet", href });
    styles.set(href, new Promise((done) => { link.onload = done; link.onerror = done; }));
    document.head.append(link);
  }
  return styles.get(href);
}

export function make(tag, properties = {}, content = []) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...[content].flat());
  return element;
}

export function button(title, className, act, label) {
  const element = make("button", { type: "button", className, onclick: act }, title);
  if (label) element.setAttribute("aria-label", label);
  return element;
}

/** Why a passage counts, where the place is not plainly named. */
export function basis({ basis: kind, reason }) {
  if (kind === "named") return "";
  const label = BASES[kind] ?? kind;
  return make("span", { className: "basis", title: reason ?? "" }, reason ? `${label}: ${reason}` : label);
}

export function fold(title, content) {
  return make("details", {}, [make("summary", {}, title), content]);
}

export function link(url, title) {
  return make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, title);
}

/** Point a feature out on the map while its name is under the pointer or has the focus. */
export function point(element, id) {
  const tell = (detail) => document.dispatchEvent(new CustomEvent("corridors:point", { detail }));
  for (const name of ["pointerenter", "focus"]) element.addEventListener(name, () => tell(id));
  for (const name of ["pointerleave", "blur"]) element.addEventListener(name, () => tell(null));
  return element;
}

export function counted(number, thing) {
  return `${number.toLocaleString("en-GB")} ${thing}${number === 1 ? "" : "s"}`;
}

/** Keep a panel's root over all runs of the page, and fill it anew only where its data changed. */
export async function panel(shown, { parentElement, data }, name, label, fill) {
  await Promise.all([style(`${data.static}/reader.css`), style(`${data.static}/${name}.css`)]);
  let one = shown.get(parentElement);
  if (!one) {
    one = { root: make("section", { className: `reader ${name}`, tabIndex: 0 }) };
    one.root.setAttribute("aria-label", label);
    parentElement.append(one.root);
    shown.set(parentElement, one);
  }
  const wanted = JSON.stringify(data.content);
  if (one.wanted === wanted) return;
  one.wanted = wanted;
  const { root } = one;
  const at = root.scrollTop;
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  root.replaceChildren(...fill(data.content));
  toTheFoot(root);
  root.scrollTop = at;
  if (focused) root.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

/** Let a panel reach from where it begins down to the foot of the window. */
export function toTheFoot(root) {
  const measure = () => {
    const top = root.getBoundingClientRect().top + root.ownerDocument.scrollingElement.scrollTop;
    root.style.setProperty("--above", `${Math.round(top)}px`);
  };
  // Once it stands, whether it has moved is asked when the page has been laid out anyway.
  if (root.style.getPropertyValue("--above")) requestAnimationFrame(measure);
  else measure();
}

export function forget(shown, parentElement) {
  if (parentElement.isConnected) return;
  shown.get(parentElement)?.root.remove();
  shown.delete(parentElement);
}
