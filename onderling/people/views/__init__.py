"""Pages about people: coming in, own data, roles, organisations."""
