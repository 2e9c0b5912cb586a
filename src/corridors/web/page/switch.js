// The switch of what stands beside the map: one choice of a few, told at once.
const shown = new WeakMap();

export function show(component) {
  const { parentElement, data } = component;
  let one = shown.get(parentElement);
  if (!one) {
    one = { root: document.createElement("div") };
    one.root.className = "switch";
    one.root.setAttribute("role", "group");
    parentElement.append(one.root);
    shown.set(parentElement, one);
  }
  one.component = component;
  const { root } = one;
  root.setAttribute("aria-label", data.label);
  if (one.options !== JSON.stringify(data.options)) {
    one.options = JSON.stringify(data.options);
    root.replaceChildren(
      ...data.options.map(({ id, title }) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = title;
        button.dataset.id = id;
        button.addEventListener("click", () => {
          mark(root, id);
          one.component.setTriggerValue("chosen", id);
        });
        return button;
      }),
    );
  }
  mark(root, data.chosen);
}

export function leave(parentElement) {
  if (parentElement.isConnected) return;
  shown.get(parentElement)?.root.remove();
  shown.delete(parentElement);
}

function mark(root, id) {
  for (const button of root.children) button.setAttribute("aria-pressed", String(button.dataset.id === id));
}
