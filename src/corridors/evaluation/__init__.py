"""Measures the linker on sentences whose links are known."""
