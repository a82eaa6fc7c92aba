"""Stand-ins for Azure's modules in an environment that does not have them."""
