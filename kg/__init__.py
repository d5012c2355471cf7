"""finkg: a knowledge graph of finance from earnings calls and news, with the exact characters that prove every fact."""

__version__ = "0.1.0"
