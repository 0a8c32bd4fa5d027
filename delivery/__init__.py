"""How a Message leaves the house."""
