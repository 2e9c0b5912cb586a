"""What is said of features, passages and articles, as plain data, for every view."""
