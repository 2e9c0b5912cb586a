// Keeps the address bar in step with the page, tells of "back" and "forward", copies the link.
import { withParagraphOf, withQuery, write } from "../lib/address.js";

const PENDING_MS = 8000;
const AGAIN_MS = 2500;
const SAID_MS = 2000;
const shown = new WeakMap();

export function show(component) {
  const { parentElement, data } = component;
  let one = shown.get(parentElement);
  if (!one) {
    one = { component, followed: data.followed, pendingUntil: 0 };
    one.moved = () => {
      one.pendingUntil = Date.now() + PENDING_MS;
      one.component.setTriggerValue("moved", location.search);
      // Told as another run of the page begins, it is lost: say it once more, unless something
      // else was chosen meanwhile.
      const { query } = one.component.data;
      clearTimeout(one.again);
      one.again = setTimeout(() => {
        const waits = one.pendingUntil && one.component.data.query === query;
        if (waits) one.component.setTriggerValue("moved", location.search);
      }, AGAIN_MS);
    };
    window.addEventListener("popstate", one.moved);
    parentElement.append(copyButton());
    shown.set(parentElement, one);
  }
  one.component = component;
  if (one.followed !== data.followed) {
    one.followed = data.followed;
    one.pendingUntil = 0;
  }
  if (Date.now() >= one.pendingUntil) note(one, data);
}

export function leave(parentElement) {
  const one = shown.get(parentElement);
  if (!one || parentElement.isConnected) return;
  window.removeEventListener("popstate", one.moved);
  clearTimeout(one.again);
  shown.delete(parentElement);
}

/** Put the page's keys into the address and leave those of others, such as the map's, as they are. */
function note(one, { query, written, keys, push, turned }) {
  // The map notes where it is, so that the way back leads there.
  if (push) document.dispatchEvent(new Event("corridors:leaving"));
  const now = location.search;
  // An open article writes its paragraph itself: the page knows only where it was turned to.
  const wanted = one.turned === turned ? withParagraphOf(query, now, keys) : query;
  one.turned = turned;
  write(withQuery(now, wanted, written), push);
}

function copyButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy-link";
  button.textContent = "Copy link";
  const said = document.createElement("span");
  said.className = "copy-said";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = "Copied";
      said.textContent = "The link to this view is copied.";
    } catch {
      // No clipboard without https or permission: the link can be copied by hand.
      window.prompt("The link to this view:", location.href);
    }
    setTimeout(() => {
      button.textContent = "Copy link";
      said.textContent = "";
    }, SAID_MS);
  });
  const box = document.createElement("div");
  box.className = "share";
  box.append(button, said);
  return box;
}
