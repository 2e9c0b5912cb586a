"""The page: load, choose, map, passages."""

from corridors.page import panels, state

panels.configure()

space = panels.load()
state.session(panels.known(space))

panels.header(space)
panels.notices(space)
panels.explore(space)
