"""What a user's memberships open, read in one go."""

from __future__ import annotations

from dataclasses import dataclass

from deepguard.roles import Scope


@dataclass(frozen=True)
class Grant:
    operator_id: int
    role: str
    whole: bool
    assets: frozenset[int]


@dataclass(frozen=True)
class Access:
    grants: tuple[Grant, ...]

    @classmethod
    def of(cls, user) -> Access:
        """Two queries: memberships, and the assets granted to those of scope “assets”."""
        return cls.through(user.memberships.prefetch_related("asset_grants"))

    @classmethod
    def through(cls, memberships) -> Access:
        """What these memberships of one person open, their grants fetched with them."""
        return cls(
            tuple(
                Grant(
                    operator_id=row.operator_id,
                    role=row.role,
                    whole=row.scope == Scope.WHOLE,
                    assets=frozenset(grant.asset_id for grant in row.asset_grants.all()),
                )
                for row in memberships
            )
        )

    @property
    def operators(self) -> set[int]:
        return {grant.operator_id for grant in self.grants}

    @property
    def whole_operators(self) -> set[int]:
        return {grant.operator_id for grant in self.grants if grant.whole}

    @property
    def assets(self) -> set[int]:
        return {asset for grant in self.grants if not grant.whole for asset in grant.assets}

    def roles_on(self, operator_id: int, asset_id: int | None) -> set[str]:
        """Roles that reach a thing of this operator (and asset, where it has one)."""
        return {
            grant.role
            for grant in self.grants
            if grant.operator_id == operator_id and (grant.whole or asset_id in grant.assets)
        }

    def allows(self, act: str, thing) -> bool:
        """Whether a role that reaches the thing allows the act."""
        from deepguard.acts import ACTS

        return bool(ACTS[act] & self.roles_on(thing.access_operator_id, thing.access_asset_id))

    def may_anywhere(self, act: str) -> bool:
        from deepguard.acts import ACTS

        return any(grant.role in ACTS[act] and (grant.whole or grant.assets) for grant in self.grants)

    def operators_for(self, act: str) -> set[int]:
        """Operators on the whole of which the act is allowed (to create things that have no asset yet)."""
        from deepguard.acts import ACTS

        return {grant.operator_id for grant in self.grants if grant.whole and grant.role in ACTS[act]}
