"""The page: load, choose, map, passages."""

from corridors.page import layout, state

layout.configure()

space = layout.load()
state.session(layout.known(space))

layout.header(space)
layout.notices(space)
layout.explore(space)
