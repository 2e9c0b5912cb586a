"""What is on the map: a folder of layers, facts and rules, read and checked."""
