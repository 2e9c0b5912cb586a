"""The same places and lines in streamlit-folium, with the passages of the clicked symbol."""

import folium
import streamlit as st
from shapely.geometry import Point, mapping
from streamlit_folium import st_folium

from corridors.map import symbols
from corridors.workspace import Workspace, open_workspace


@st.cache_resource
def space() -> Workspace:
    return open_workspace()


def drawn() -> folium.Map:
    chart = folium.Map(location=(42.0, 48.5), zoom_start=6, tiles=None)
    for feature in space().atlas.features.values():
        if isinstance(feature.geometry, Point):
            icon = folium.DivIcon(
                symbols.icon(feature), (24, 24), class_name=f"site-{feature.kind.id}"
            )
            at = (feature.geometry.y, feature.geometry.x)
            folium.Marker(at, tooltip=feature.name, icon=icon).add_to(chart)
        else:
            folium.GeoJson(mapping(feature.geometry)).add_to(chart)
    return chart


@st.fragment
def page() -> None:
    atlas = space().atlas
    told = st_folium(drawn(), returned_objects=["last_object_clicked"], height=700, width=800)
    at = told.get("last_object_clicked") if told else None
    if at:
        clicked = Point(at["lng"], at["lat"])
        near = min(atlas.features.values(), key=lambda one: one.geometry.distance(clicked))
        st.html(f'<p class="found" data-feature="{near.id}">{near.id}</p>')
        for link in atlas.links_to(near.id, 0, 40):
            st.text(" ".join(d.text for d in atlas.passage(link.passage).digests))


page()
