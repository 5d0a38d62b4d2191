"""Users, the roles that they hold, groups, and histories that they share."""

from __future__ import annotations

from tests.integration.loaders.changes.world import Choice, World, change


def new_user(w: World) -> int:
    user = w.add(
        "galaxy_user", email=f"{w.name('user')}@x", username=w.name("user"), password="", external=False,
        deleted=False, purged=False, active=True,
    )  # fmt: skip
    give_role(w, user, new_role(w, "private"))
    return user


def new_role(w: World, kind: str) -> int:
    return w.add("role", name=w.name("role"), type=kind, deleted=False)


def give_role(w: World, user: int, role: int) -> None:
    w.add("user_role_association", user_id=user, role_id=role)


@change
def register(w: World, _: Choice) -> None:
    new_user(w)


@change
def rename_user(w: World, choose: Choice) -> None:
    w.set("galaxy_user", choose.of(w.find("galaxy_user"))["id"], username=w.name("user"))


@change
def delete_user(w: World, choose: Choice) -> None:
    user = choose.of(w.find("galaxy_user"))
    w.set("galaxy_user", user["id"], deleted=not user["deleted"])


@change
def gain_role(w: World, choose: Choice) -> None:
    give_role(w, choose.of(w.find("galaxy_user"))["id"], new_role(w, "sharing"))


@change
def lose_role(w: World, choose: Choice) -> None:
    w.remove("user_role_association", choose.of(w.find("user_role_association"))["id"])


@change
def new_group(w: World, choose: Choice) -> None:
    group = w.add("galaxy_group", name=w.name("group"), deleted=False)
    w.add("group_role_association", group_id=group, role_id=new_role(w, "user"))
    w.add("user_group_association", group_id=group, user_id=choose.of(w.find("galaxy_user"))["id"])


@change
def join_group(w: World, choose: Choice) -> None:
    group, user = choose.of(w.find("galaxy_group")), choose.of(w.find("galaxy_user"))
    w.add_once("user_group_association", group_id=group["id"], user_id=user["id"])


@change
def leave_group(w: World, choose: Choice) -> None:
    w.remove("user_group_association", choose.of(w.find("user_group_association"))["id"])


@change
def group_gains_role(w: World, choose: Choice) -> None:
    group, role = choose.of(w.find("galaxy_group")), choose.of(w.find("role"))
    w.add_once("group_role_association", group_id=group["id"], role_id=role["id"])


@change
def group_loses_role(w: World, choose: Choice) -> None:
    w.remove("group_role_association", choose.of(w.find("group_role_association"))["id"])


@change
def share_history(w: World, choose: Choice) -> None:
    history, user = choose.of(w.find("history")), choose.of(w.find("galaxy_user"))
    w.add_once("history_user_share_association", history_id=history["id"], user_id=user["id"])


@change
def unshare_history(w: World, choose: Choice) -> None:
    w.remove("history_user_share_association", choose.of(w.find("history_user_share_association"))["id"])


@change
def restrict_dataset(w: World, choose: Choice) -> None:
    dataset, role = choose.of(w.find("dataset")), choose.of(w.find("role"))
    w.add_once("dataset_permissions", action="access", dataset_id=dataset["id"], role_id=role["id"])


@change
def open_dataset(w: World, choose: Choice) -> None:
    w.remove("dataset_permissions", choose.of(w.find("dataset_permissions", action="access"))["id"])
