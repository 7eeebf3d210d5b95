"""How clients reach the stand-ins: one certificate authority, one proxy, one TLS listener."""
