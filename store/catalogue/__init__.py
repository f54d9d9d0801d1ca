"""Countries, brands, categories, merchants, products, SKUs and the stock ledger."""
