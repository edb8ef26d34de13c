"""Who sees which rows."""

import pytest

from deepguard.models import Attachment, AuditEvent, Membership, Operator, User
from tests.factories import make_member, make_user


def attach(operator, by):
    return Attachment.objects.create(operator=operator, name="log.pdf", size=3, sha256="0" * 64, added_by=by)


def test_rows_of_ones_own_operator_are_seen_and_of_others_not(engineer, stranger, operator, other_operator):
    ours, theirs = attach(operator, engineer), attach(other_operator, stranger)
    assert list(Attachment.objects.visible_to(engineer)) == [ours]
    assert list(Attachment.objects.visible_to(stranger)) == [theirs]


def test_scope_assets_sees_no_rows_of_the_operator_as_a_whole(operator, engineer):
    attach(operator, engineer)
    assert not Attachment.objects.visible_to(make_member(operator, "engineer", scope="assets")).exists()


def test_a_member_of_any_scope_sees_the_operator_itself(operator, other_operator):
    member = make_member(operator, "viewer", scope="assets")
    assert list(Operator.objects.visible_to(member)) == [operator]


@pytest.mark.django_db
def test_a_person_without_memberships_sees_nothing():
    nobody = make_user()
    for model in (Operator, Attachment, AuditEvent, Membership):
        assert not model.objects.visible_to(nobody).exists()


def test_people_see_themselves_and_admins_see_their_members(engineer, admin_person, stranger):
    assert list(User.objects.visible_to(engineer)) == [engineer]
    assert set(User.objects.visible_to(admin_person)) == {engineer, admin_person}


def test_what_a_person_may_see_costs_two_queries(engineer, django_assert_num_queries):
    fresh = User.objects.get(pk=engineer.pk)
    with django_assert_num_queries(2):
        _ = fresh.access.grants
