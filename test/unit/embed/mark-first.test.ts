import { expect, it } from "vitest";
import { markFirst } from "../../../embed/src/ui/mark-first.ts";

function setUp() {
  const tracked: unknown[] = [];
  const analytics = {
    isAllowed: true,
    track: (name: string, properties = {}) => void tracked.push([name, properties]),
  };
  return { tracked, analytics, track: markFirst(analytics) };
}

it("marks the first choice, save and cart item since the configurator was opened, and no second one", () => {
  const { tracked, track } = setUp();
  for (const name of ["option_chosen", "option_chosen", "save", "add_to_cart", "save"]) track(name, { version: 1 });
  track("share");
  expect(tracked).toEqual([
    ["option_chosen", { first: true, version: 1 }],
    ["option_chosen", { version: 1 }],
    ["save", { first: true, version: 1 }],
    ["add_to_cart", { first: true, version: 1 }],
    ["save", { version: 1 }],
    ["share", {}],
  ]);
});

it("takes what happened without consent for nobody's first", () => {
  const { tracked, analytics, track } = setUp();
  analytics.isAllowed = false;
  track("save");
  analytics.isAllowed = true;
  track("save");
  expect(tracked).toEqual([
    ["save", {}],
    ["save", { first: true }],
  ]);
});
