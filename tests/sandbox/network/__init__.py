"""The network between clients and stand-ins: one certificate, one proxy, one TLS listener."""
