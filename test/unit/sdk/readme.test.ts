import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createTestClient } from "./support/fake-api.ts";

const readme = readFileSync(new URL("../../../sdk/README.md", import.meta.url), "utf8");

/** Resource to the methods that its row begins with; what is behind them is a remark. */
const listed = new Map(
  [...readme.matchAll(/^\| (?:`(\w+)`|the client itself) \| ((?:`\w+` ?)+)/gm)].map(
    ([, resource = "", methods = ""]) => [resource, methods.match(/\w+/g)?.toSorted()],
  ),
);

describe("the README of the SDK", () => {
  const members = Object.entries(createTestClient([]).client);
  const own = members.filter(([, member]) => typeof member === "function").map(([name]) => name);
  const resources = members.filter(([, member]) => typeof member === "object");

  it.each([
    ...resources.map(([name, resource]) => ({ name, methods: Object.keys(resource) })),
    { name: "", methods: own },
  ])("lists every method of client.$name, and no other", ({ name, methods }) => {
    expect(methods.length).toBeGreaterThan(0);
    expect(listed.get(name)).toEqual(methods.toSorted());
  });

  it("lists no resource that the client lacks", () => {
    expect([...listed.keys()].toSorted()).toEqual(["", ...resources.map(([name]) => name)].toSorted());
  });
});
