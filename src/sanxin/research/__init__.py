"""用心于调查研究: problems, proposals and decisions."""
