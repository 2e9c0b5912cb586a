"""The floor of the platform: a component that only says back what it was told."""

import streamlit as st

_JS = """
export default function ({ parentElement, data, setTriggerValue }) {
  let button = parentElement.querySelector("button");
  if (!button) {
    button = document.createElement("button");
    button.className = "probe";
    button.textContent = "say";
    parentElement.append(button);
  }
  button.onclick = () => setTriggerValue("said", String(Number(data.heard || 0) + 1));
  button.dataset.heard = data.heard || "";
}
"""
_echo = st.components.v2.component("echo", js=_JS, isolate_styles=False)


@st.fragment
def page() -> None:
    said = st.session_state["echo"].get("said") if "echo" in st.session_state else None
    if said:
        st.session_state["heard"] = said
    _echo(
        data={"heard": st.session_state.get("heard", "")},
        key="echo",
        on_said_change=lambda: None,
    )


page()
