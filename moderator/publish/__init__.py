"""One fair on many machines: its engine tells a broker, desks and workers attach there."""
