"""How long the guide's tests take, and how much of it is the harness's own."""
