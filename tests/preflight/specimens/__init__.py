"""Small repositories, each with one trap or none, and what preflight has to say of them."""
