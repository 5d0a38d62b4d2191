import { beforeEach, describe, expect, it } from "vitest";
import { go } from "../url";
import { change, choose, graphRoute, pictureRoute, state } from "./scene";

describe("the page's state", () => {
  const address = (): string => window.location.pathname + window.location.search;
  beforeEach(() => go({ page: "compare", left: "hda:1", right: "hda:2", only: true, selected: null }));

  it("is changed in a comparison as in a graph", () => {
    change({ as: "table" });
    expect([address(), state.value?.as]).toEqual(["/compare?left=hda:1&right=hda:2&only=differs&as=table", "table"]);
    choose("job:3");
    expect(address()).toBe("/compare?left=hda:1&right=hda:2&only=differs&selected=job:3&as=table");
    choose(null);
    expect(pictureRoute.value?.selected).toBeNull();
  });
  it("knows a comparison as a picture that loads and opens nothing", () => {
    expect([pictureRoute.value?.page, graphRoute.value]).toEqual(["compare", null]);
    go({ page: "start", q: "" });
    expect([pictureRoute.value, state.value]).toEqual([null, null]);
  });
});
