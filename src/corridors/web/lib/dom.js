// Elements of the page. Every word is set as text, never as markup.

/** Make an element: `attributes` are set as such, other properties on the element. */
export function make(tag, { attributes = {}, ...properties } = {}, content = []) {
  const element = Object.assign(document.createElement(tag), properties);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...[content].flat());
  return element;
}

export function button(title, className, act, label) {
  const element = make("button", { type: "button", className, onclick: act }, title);
  if (label) element.setAttribute("aria-label", label);
  return element;
}

/** Why a passage counts, where the place is not plainly named. */
export function basis({ why, reason }) {
  return why ? make("span", { className: "basis", title: reason ?? "" }, why) : "";
}

export function fold(title, content) {
  return make("details", {}, [make("summary", {}, title), content]);
}

export function link(url, title) {
  return make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, title);
}

export function counted(number, thing) {
  return `${number.toLocaleString("en-GB")} ${thing}${number === 1 ? "" : "s"}`;
}

/** Whether what is typed goes into an element, so that it is no key of the page. */
export function writes(element) {
  return (
    element instanceof Element &&
    (element.isContentEditable ||
      Boolean(element.closest("input:not([type=checkbox], [type=radio], [type=button]), textarea, select")))
  );
}
