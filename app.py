"""The page: load, choose, map, passages."""

import streamlit as st

from corridors import panels, state

st.set_page_config(page_title="Corridors", page_icon=":material/anchor:", layout="wide")

space = panels.load()
state.session(space.atlas.features)

panels.look()
panels.header(space)
panels.notices(space)
panels.explore(space)
