"""The drawing language: rows of spans, blocks side by side, meters, large digits and prose, all in cells."""
