"""What can stand beside the map, one module a panel."""
