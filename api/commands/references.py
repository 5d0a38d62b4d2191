"""References on the command line, and the ids that they are written with."""

from __future__ import annotations

from dataclasses import dataclass

from api.errors import MalformedId
from api.ids import Ids
from api.places import require_instance
from api.settings import read_secrets
from explorer.references import parse_ref
from explorer.refs import Ref


@dataclass(frozen=True, slots=True)
class References:
    """Reads references to one Galaxy; ids that are no numbers need its secret."""

    instance: str
    ids: Ids
    has_secret: bool

    @staticmethod
    def of(instance: str, secrets: list[str] | None) -> References:
        """Return what reads references with these options."""
        return References(instance, Ids(read_secrets(secrets or (), require_instance(instance))), bool(secrets))

    def read(self, text: str) -> Ref:
        """Read a reference, such as `hda:42` or `main/hda/42`; raise `BadReference` when it is none."""

        def decode(src: str, encoded: str) -> int:
            try:
                return self.ids.of(text.split("/", maxsplit=1)[0] if "/" in text else self.instance).decode(
                    src, encoded
                )
            except MalformedId as error:
                raise ValueError(str(error)) from error

        return parse_ref(text, self.instance, decode if self.has_secret else None)
