"""What platforms are asked over: HTTP and WebSockets, proxies and certificates, refusals."""
