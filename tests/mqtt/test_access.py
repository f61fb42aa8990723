"""Who is let in at a broker that is set up as the guide says: rights by role, and encryption."""

import asyncio
import os
import re
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from feeds.base import FeedGone, FeedLost
from feeds.mqtt.broker import connected
from feeds.mqtt.message import BrokerAddress, Session
from feeds.secret import Secret
from moderator.core.facts import ActKind
from moderator.publish.attached import AttachedDay
from moderator.publish.kept import KeptActs
from moderator.publish.topics import Topics
from moderator.publish.worker import Worker
from moderator.store.memory import MemoryJournal
from moderator.wishes.wish import Wish
from tests.feeds.faults import certificates
from tests.mqtt.fair import EngineSide, running, same, until
from tests.mqtt.mosquitto import Mosquitto, mosquitto, needed

GUIDE = Path(__file__).parents[2] / "docs" / "how-to"
USERS = ("engine", "noticeboard", "worker", "display", "anna")
FAIR = "moderator/example-fair"


@pytest.fixture
def access(tmp_path):
    """The guide's rights, for users who have their own names for passwords."""
    needed()
    passwords = tmp_path / "passwords"
    passwords.write_text("".join(f"{name}:{name}\n" for name in (*USERS, "bram")))
    subprocess.run([shutil.which("mosquitto_passwd"), "-U", str(passwords)], check=True)
    rights = tmp_path / "rights"
    given = (GUIDE / "mosquitto.acl").read_text()
    block = given[given.index("user anna") : given.index("desks/anna/+")] + "desks/anna/+\n"
    rights.write_text(given + block.replace("anna", "bram"))
    return f"allow_anonymous false\npassword_file {passwords}\nacl_file {rights}"


@pytest.fixture
async def broker(tmp_path, access):
    async with mosquitto(tmp_path, more=access) as running:
        yield running


def entered(broker, user, password=None):
    address = BrokerAddress("127.0.0.1", broker.port, user=user, password=Secret(password or user))
    return connected(address, Session())


PLACES = (
    *("fair", "cases/1", "stream/1", "gone", "activity", "lessons", "readings"),
    *("status/engine", "status/desks/anna/1", "status/desks/bram/1", "status/workers/1"),
    *("acts/anna", "acts/bram", "acts/worker", "acts/display", "acts/noticeboard"),
    *("links/anna", "links/bram", "links/display", "answers/anna", "answers/bram"),
    *("posts/noticeboard", "posts/x", "verdicts/engine", "verdicts/other"),
)
MAY = {
    "engine": set(PLACES),
    "noticeboard": {"posts/noticeboard"},
    "worker": {"verdicts/engine", "status/workers/1"},
    "display": set(),
    "anna": {"acts/anna", "links/anna", "status/desks/anna/1"},
}


async def may(broker, user, place, fair=FAIR):
    """Whether a user may publish there."""
    async with entered(broker, user) as connection:
        with suppress(FeedGone):
            await connection.publish(f"{fair}/{place}", b"{}")
            return True
    return False


@pytest.mark.parametrize("user", USERS)
async def test_each_role_may_publish_what_it_has_to_and_nothing_else(broker, user):
    assert {place for place in PLACES if await may(broker, user, place)} == MAY[user]
    assert not await may(broker, user, "acts/anna", fair="moderator/another-fair")


async def test_engine_worker_and_desks_do_all_their_work_by_the_rights_of_the_guide(
    broker, tmp_path
):
    def address(user):
        return BrokerAddress("127.0.0.1", broker.port, user=user, password=Secret(user))

    def desk(name):
        kept = KeptActs(tmp_path / f"{name}.acts")
        return AttachedDay(address(name), topics, kept, moderator=name, now=side.now)

    topics, journal = Topics("example-fair"), MemoryJournal()
    side = EngineSide(broker, journal)
    side.publisher = side.publishing(journal, address("engine"), topics)
    worker, anna, bram = Worker(address("worker"), topics, name="one"), desk("anna"), desk("bram")
    everybody = (side.publisher.run(), worker.run(), anna.keep(), bram.keep())
    async with running(*everybody):
        await until(lambda: side.crew.workers == 1)
        await side.play(most=150)
        assert worker.judged
        await same(anna, side)
        case = side.board().waiting[0].case
        await bram.until_told()
        await bram.act(Wish(ActKind.CLAIM, case.id))
        bram.look_at(case.id)
        await until(lambda: anna.company() == {case.id: ("bram",)})
        assert await anna.recheck(case.id) == 0


async def test_a_desk_reads_the_board_and_its_own_answers_and_a_worker_its_share(broker):
    async with entered(broker, "anna") as anna, entered(broker, "engine") as engine:
        await anna.subscribe(f"{FAIR}/cases/+", f"{FAIR}/answers/anna")
        await engine.publish(f"{FAIR}/cases/1", b"a case")
        await engine.publish(f"{FAIR}/answers/anna", b"an answer")
        came = [await anna.next(5) for _ in range(2)]
        assert sorted(one.payload for one in came) == [b"a case", b"an answer"]
        async with entered(broker, "worker") as worker:
            await worker.subscribe(f"$share/classifiers/{FAIR}/readings")
            await engine.publish(f"{FAIR}/readings", b"a question")
            assert (await worker.next(5)).payload == b"a question"


async def test_a_wrong_password_is_told_and_never_shown(broker):
    with pytest.raises(FeedGone, match="refuses") as told:
        async with entered(broker, "anna", "wr0ng-password"):
            pass
    assert "wr0ng" not in str(told.value)


@pytest.mark.filterwarnings(  # paho leaves the socket of a handshake that failed to the collector
    "ignore:Exception ignored in. <ssl.SSLSocket:pytest.PytestUnraisableExceptionWarning"
)
async def test_a_broker_over_tls_has_to_prove_who_it_is(tmp_path):
    certificates.server_context(tmp_path)
    pem = tmp_path / "server.pem"
    more = f"certfile {pem}\nkeyfile {pem}\nallow_anonymous true"
    async with mosquitto(tmp_path, more=more) as broker:
        trusted = str(certificates.authority(tmp_path))
        address = BrokerAddress("127.0.0.1", broker.port, tls="on", ca_file=trusted)
        async with connected(address, Session()) as connection:
            await connection.publish("a", b"encrypted")
        with pytest.raises(FeedGone, match="certificate"):
            async with connected(BrokerAddress("127.0.0.1", broker.port, tls="on"), Session()):
                pass


@pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <ssl.SSLSocket:pytest.PytestUnraisableExceptionWarning"
)
async def test_a_client_that_has_to_prove_who_it_is_does_so_by_its_certificate(tmp_path):
    certificates.server_context(tmp_path)
    pem, trusted = tmp_path / "server.pem", certificates.authority(tmp_path)
    rights = tmp_path / "rights"
    rights.write_text("pattern write acts/%u\n")
    more = (
        f"certfile {pem}\nkeyfile {pem}\ncafile {trusted}\nrequire_certificate true\n"
        f"use_identity_as_username true\nacl_file {rights}"
    )
    own, key = certificates.client(tmp_path, "anna")
    async with mosquitto(tmp_path, more=more) as broker:
        usual = {"tls": "on", "ca_file": str(trusted)}
        anna = BrokerAddress(
            "127.0.0.1", broker.port, cert_file=str(own), key_file=str(key), **usual
        )
        async with connected(anna, Session()) as connection:
            await connection.publish("acts/anna", b"hers")
            with pytest.raises(FeedGone, match="does not let us publish"):
                await connection.publish("acts/bram", b"not hers")
        with pytest.raises((FeedGone, FeedLost)):
            async with connected(BrokerAddress("127.0.0.1", broker.port, **usual), Session()):
                pass


async def test_a_broker_that_hangs_up_before_it_lets_us_in_is_told_at_once():
    async def hang_up(_, writer):
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(FeedLost, match="hung up"):
            async with asyncio.timeout(5), connected(BrokerAddress("127.0.0.1", port), Session()):
                pass


async def test_the_guides_configuration_starts_beside_that_of_debian(tmp_path, access):
    certificates.server_context(tmp_path)
    pem, more = tmp_path / "server.pem", tmp_path / "conf.d"
    more.mkdir()
    broker = Mosquitto(tmp_path)
    guide = (GUIDE / "mosquitto.conf").read_text()
    for there, here in {
        "listener 8883": f"listener {broker.port} 127.0.0.1",
        "/etc/mosquitto/certs/fair.pem": str(pem),
        "/etc/mosquitto/certs/fair.key": str(pem),
        "/etc/mosquitto/passwords": str(tmp_path / "passwords"),
        "/etc/mosquitto/fair.acl": str(tmp_path / "rights"),
    }.items():
        assert there in guide
        guide = guide.replace(there, here)
    (more / "fair.conf").write_text(guide)
    usual = f"persistence true\npersistence_location {tmp_path}/\ninclude_dir {more}\n"
    as_root = "user root\n" if os.geteuid() == 0 else ""
    (tmp_path / "mosquitto.conf").write_text(usual + as_root)
    trusted = str(certificates.authority(tmp_path))
    anna = {"user": "anna", "password": Secret("anna"), "tls": "on", "ca_file": trusted}
    await broker.start()
    try:
        async with connected(
            BrokerAddress("127.0.0.1", broker.port, **anna), Session()
        ) as connection:
            await connection.publish(f"{FAIR}/acts/anna", b"{}")
    finally:
        await broker.stop()


def test_the_guides_configuration_has_the_limits_that_matter_and_lets_nobody_in_unnamed():
    settings = (GUIDE / "mosquitto.conf").read_text()
    assert re.search(r"^allow_anonymous false$", settings, re.MULTILINE)
    assert re.search(r"^max_queued_messages 0$", settings, re.MULTILINE)
    assert re.search(r"^persistence true$", settings, re.MULTILINE)
