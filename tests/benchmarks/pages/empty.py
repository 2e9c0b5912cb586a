"""A bare page with an empty map in streamlit-folium."""

import folium
from streamlit_folium import st_folium

st_folium(folium.Map(tiles=None), returned_objects=[], height=700, width=800)
