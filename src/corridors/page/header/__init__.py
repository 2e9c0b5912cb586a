"""What stands above the map: help, adding, taking along."""
