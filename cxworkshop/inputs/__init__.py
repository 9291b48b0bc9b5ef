"""The firm's files and warehouses, as checked tables."""
