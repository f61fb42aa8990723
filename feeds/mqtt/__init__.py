"""MQTT: a broker, and the posts that another program publishes there."""
