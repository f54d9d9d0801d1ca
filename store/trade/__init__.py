"""Cart, pricing, import tax, checkout, orders and the escrow ledger."""
