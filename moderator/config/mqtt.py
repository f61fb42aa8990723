"""[mqtt]: the broker over which several machines moderate one fair."""

from feeds.mqtt.options import BrokerOptions
from moderator.config.values import Part


class MqttSection(BrokerOptions):
    """[mqtt]: whether the fair is told to a broker, where that is, and how one is let in."""

    enabled: bool = False
    fair: Part = ""
