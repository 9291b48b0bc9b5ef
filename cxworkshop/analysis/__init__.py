"""Pure calculation: tables or arrays in, frozen results out, seeded."""
