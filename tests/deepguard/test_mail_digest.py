"""One mail a person with what is new and unread, at most once a notification, where mail is set up."""

from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from deepguard import jobs
from deepguard.models import Membership, Notification
from deepguard.services.mailing import mail_digests
from deepguard.services.notifying import notify, read_all
from tests.factories import make_member
from wells.models import Well

LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
LINE = {"seen_by": "limit.view", "kind": "limit.approved", "url": "/wells/7/"}
TEXT = "H-1 annulus A: {limit_pa} in force"


@pytest.fixture(autouse=True)
def _mail_is_set_up(settings):
    settings.EMAIL_BACKEND = LOCMEM
    settings.SITE_URL = "https://wells.example.org"


@pytest.fixture
def well(operator):
    return Well.objects.create(operator=operator, uid="h-1", name="H-1")


@pytest.fixture
def psi(operator):
    return make_member(operator, "field", email="finn@brattholm.example", name="Finn Vik", units="field")


@pytest.fixture
def tell(well):
    def act(*people, key="one", text=TEXT):
        notify(people, thing=well, key=key, text=text, facts={"limit_pa": 12_900_000.0}, **LINE)

    return act


def unmailed() -> int:
    return Notification.objects.filter(mailed_at=None).count()


def test_each_person_gets_one_mail_in_units_of_their_own(tell, engineer, psi):
    tell(engineer, psi)
    tell(engineer, key="two", text="H-1: <b>caliper</b> & tubing")
    assert mail_digests() == 2 and unmailed() == 0
    mails = {one.to[0]: one for one in mail.outbox}
    own = mails["ingrid@brattholm.example"]
    assert own.subject == "DeepGuard: 2 new notifications"
    assert "129\u2009bar" in own.body and "H-1: <b>caliper</b> & tubing" in own.body
    assert "https://wells.example.org/wells/7/" in own.body
    assert "https://wells.example.org/notifications/" in own.body
    other = mails["finn@brattholm.example"]
    assert other.subject == "DeepGuard: 1 new notification" and "1,870\u2009psi" in other.body
    assert "caliper" not in other.body


def test_a_notification_is_mailed_once_and_stays_unread(tell, engineer):
    tell(engineer)
    assert (mail_digests(), mail_digests()) == (1, 0)
    assert Notification.objects.unread().count() == 1
    tell(engineer, key="two", text="news")
    mail_digests()
    assert len(mail.outbox) == 2 and "129" not in mail.outbox[1].body


def test_what_was_read_is_not_mailed(tell, engineer):
    tell(engineer)
    read_all(engineer)
    assert mail_digests() == 0 and mail.outbox == [] and unmailed() == 1


def test_nothing_of_what_one_may_not_see_any_more_is_mailed(tell, engineer, psi):
    tell(engineer, psi)
    Membership.objects.filter(user=engineer).delete()
    psi.is_active = False
    psi.save()
    assert mail_digests() == 0 and mail.outbox == [] and unmailed() == 2


@pytest.mark.parametrize("name", ["console", "dummy"])
def test_without_mail_nothing_is_marked(settings, tell, engineer, name, capsys):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{name}.EmailBackend"
    tell(engineer)
    jobs.mail_what_is_unread()
    assert unmailed() == 1 and "H-1" not in capsys.readouterr().out


def test_without_an_address_of_the_site_the_mail_has_no_broken_links(settings, tell, engineer):
    settings.SITE_URL = ""
    tell(engineer)
    mail_digests()
    assert "/wells/" not in mail.outbox[0].body and "under the bell" in mail.outbox[0].body


def test_a_long_digest_counts_the_rest(tell, engineer):
    for number in range(53):
        tell(engineer, key=str(number), text=f"line {number}.")
    mail_digests()
    assert "and 3 more." in mail.outbox[0].body and mail.outbox[0].body.count("- line") == 50
    assert unmailed() == 0


def test_where_the_mail_server_cannot_be_reached_nothing_is_marked(monkeypatch, tell, engineer):
    def refuse(self):
        raise ConnectionRefusedError("nobody listens")

    monkeypatch.setattr(EmailBackend, "open", refuse)
    tell(engineer)
    with pytest.raises(ConnectionRefusedError):
        mail_digests()
    assert unmailed() == 1


def test_what_broke_while_it_was_sent_is_not_sent_twice(monkeypatch, tell, engineer, psi):
    """The server may have taken it: the person keeps it on the page, the others get theirs in the next round."""
    send = EmailBackend.send_messages

    def cut_off(self, messages):
        if messages[0].to == ["finn@brattholm.example"]:
            raise ConnectionResetError("cut off")
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", cut_off)
    tell(engineer, psi)
    with pytest.raises(ConnectionResetError):
        mail_digests()
    mail_digests()
    assert [one.to for one in mail.outbox] == [["ingrid@brattholm.example"]]
    assert Notification.objects.unread().count() == 2


def test_an_address_that_is_refused_holds_nobody_up(monkeypatch, tell, engineer, psi):
    send = EmailBackend.send_messages

    def refuse_one(self, messages):
        if messages[0].to == ["finn@brattholm.example"]:
            raise SMTPRecipientsRefused({"finn@brattholm.example": (550, b"no such person")})
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_one)
    tell(engineer, psi)
    assert mail_digests() == 1 and mail.outbox[0].to == ["ingrid@brattholm.example"]
