"""Goods, shelves, and what people say of goods."""
