"""Article files in, articles out: parsed by format, cut into paragraphs, recognised, merged."""
