import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { STEPS_MAX } from "../../../embed/src/ui/history.ts";
import { evaluate } from "../../../functions/domain/configurator/evaluate.ts";
import { migrate } from "../../../functions/domain/configurator/migrate.ts";
import { kit } from "../configurator/fixtures.ts";
import { openSession, ruledMug, settingMug } from "./support/open-session.ts";

describe("session", () => {
  beforeEach(() => {
    vi.stubGlobal("location", { href: "https://shop.example/mugs?size=2#top" });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("starts with the defaults, or with what was saved", () => {
    expect(openSession().session.evaluation.price).toEqual({ EUR: 1075, USD: 1280 });
    const { session } = openSession({ resumed: { values: { lid: true } } });
    expect(session.evaluation.price).toEqual({ EUR: 1375, USD: 1630 });
    expect(session.saved?.shortId).toBe("short-0");
  });

  it("prices a choice at once and tells the page what changed", () => {
    const { session, emitted, heard } = openSession();
    session.choose("shape", "tall", true);
    expect(session.evaluation.price).toEqual({ EUR: 1325, USD: 1580 });
    expect(emitted).toEqual([["change", { attributeId: "shape", from: "round", to: "tall", source: "shopper" }]]);
    expect(heard).toEqual(["change"]);
  });

  it("is silent about a choice that changes nothing", () => {
    const { session, emitted, heard } = openSession();
    session.choose("shape", "round", false);
    expect([emitted, heard]).toEqual([[], []]);
  });

  it("reports a settled choice once, and of a text only that it was written", () => {
    const { session, tracked } = openSession();
    session.choose("volume", 0.4, false);
    session.choose("volume", 0.5, true);
    session.choose("name", "Ada", true);
    expect(tracked).toEqual([
      ["option_chosen", { attribute: "volume", value: 0.5 }],
      ["option_chosen", { attribute: "name", value: true }],
    ]);
  });

  it("takes values from the page all or none", async () => {
    const { session } = openSession();
    await expect(session.set({ shape: "tall", glaze: "green" })).rejects.toThrowError(
      expect.objectContaining({
        code: "values_not_accepted",
        problems: [expect.objectContaining({ code: "unknown_value", attributeId: "glaze" })],
      }),
    );
    expect(session.evaluation.values).toMatchObject({ shape: "round", glaze: "white" });
    await session.set({ shape: "tall", glaze: "blue" });
    expect(session.evaluation.values).toMatchObject({ shape: "tall", glaze: "blue" });
  });

  it("says the two keys that the value of a part has", async () => {
    const { session } = openSession({ document: kit });
    const refusal = session.set({ wheel: "steel" });
    await expect(refusal).rejects.toThrowError(/takes \{ part, quantity \}, .*, not steel\.$/);
  });

  it("names a change as the page says, and does not let it name what only the embed knows", async () => {
    const { session, emitted } = openSession();
    await session.set({ shape: "tall" });
    await session.set({ shape: "round" }, "shopper");
    for (const source of ["rule", "update", "robot", "constructor"]) {
      const refusal: unknown = Reflect.apply(session.set, session, [{ shape: "tall" }, source]);
      await expect(refusal).rejects.toThrowError(expect.objectContaining({ code: "source_not_accepted" }));
    }
    expect(emitted).toMatchObject([
      ["change", { source: "page" }],
      ["change", { source: "shopper" }],
    ]);
    expect(session.evaluation.values).toMatchObject({ shape: "round" });
  });

  it("opens a save without taking what a rule set, or gave instead, for the shopper's choice", () => {
    const { session } = openSession({
      document: settingMug,
      resumed: { values: evaluate(settingMug, { volume: 0.5 }).values },
    });
    expect(session.saved?.shortId).toBe("short-0");
    expect(session.evaluation.values).toMatchObject({ lid: true, glaze: "blue" });
    session.choose("volume", 0.2, true);
    expect(session.evaluation.values).toMatchObject({ lid: false, glaze: "white" });
  });

  it("does not take it for one in a new version either", () => {
    const saved = evaluate(settingMug, { volume: 0.5 });
    const { values, price, ...rest } = migrate({ document: settingMug, ...saved }, settingMug);
    const migration = { version: 2, document: settingMug, values, price, ...rest };
    const { session } = openSession({ resumed: { values: saved.values, migration } });
    expect(session.evaluation.values).toMatchObject({ lid: true, glaze: "blue" });
    session.choose("volume", 0.2, true);
    expect(session.evaluation.values).toMatchObject({ lid: false, glaze: "white" });
  });

  it("brings a choice back when the rule in its way no longer holds", () => {
    const { session, changes } = openSession({ document: ruledMug });
    session.choose("lid", true, true);
    session.choose("shape", "tall", true);
    expect(session.evaluation.values).toMatchObject({ shape: "tall", lid: false });
    session.choose("shape", "round", true);
    expect(session.evaluation.values).toMatchObject({ shape: "round", lid: true });
    expect(changes()).toEqual([
      { attributeId: "lid", from: false, to: true, source: "shopper" },
      { attributeId: "shape", from: "round", to: "tall", source: "shopper" },
      { attributeId: "lid", from: true, to: false, source: "rule" },
      { attributeId: "shape", from: "tall", to: "round", source: "shopper" },
      { attributeId: "lid", from: false, to: true, source: "rule" },
    ]);
  });

  it("takes nothing from the page that a rule forbids, and names the rule", async () => {
    const { session } = openSession({ document: ruledMug });
    await session.set({ shape: "tall" }, "page");
    await expect(session.set({ name: "Ada", lid: true })).rejects.toThrowError(
      expect.objectContaining({
        code: "values_not_accepted",
        problems: [expect.objectContaining({ code: "forbidden_by_rule", attributeId: "lid", ruleId: "no-lid" })],
      }),
    );
    expect(session.evaluation.values).toMatchObject({ shape: "tall", name: "", lid: false });
  });

  it("undoes and redoes step by step, and drops what was undone at the next choice", async () => {
    const { session, changes } = openSession();
    expect([session.canUndo, session.canRedo]).toEqual([false, false]);
    session.choose("shape", "tall", true);
    await session.set({ glaze: "blue", lid: true });
    session.undo();
    expect(session.evaluation.values).toMatchObject({ shape: "tall", glaze: "white", lid: false });
    expect([session.canUndo, session.canRedo]).toEqual([true, true]);
    session.undo();
    session.undo();
    expect(session.evaluation.values).toMatchObject({ shape: "round" });
    session.redo();
    session.redo();
    session.redo();
    expect(session.evaluation.values).toMatchObject({ shape: "tall", glaze: "blue", lid: true });
    expect(changes().at(-1)).toMatchObject({ source: "redo" });
    session.undo();
    session.choose("name", "Ada", true);
    expect(session.canRedo).toBe(false);
  });

  it("undoes a drag of the slider in one step", () => {
    const { session } = openSession();
    for (const volume of [0.4, 0.5, 0.4]) session.choose("volume", volume, false);
    session.choose("volume", 0.4, true);
    session.choose("volume", 0.5, false);
    session.choose("volume", 0.5, true);
    session.undo();
    expect(session.evaluation.values.volume).toBe(0.4);
    session.undo();
    expect(session.evaluation.values.volume).toBe(0.3);
    expect(session.canUndo).toBe(false);
  });

  it("forgets the oldest of more than a hundred steps", () => {
    const { session } = openSession();
    for (let step = 0; step < STEPS_MAX + 5; step += 1) session.choose("name", `${step}`, true);
    for (let step = 0; step < STEPS_MAX + 5; step += 1) session.undo();
    expect(session.evaluation.values.name).toBe("4");
  });

  it("goes back to the defaults, which can be undone", () => {
    const { session, changes } = openSession({ resumed: { values: { lid: true, shape: "tall" } } });
    session.reset();
    expect(session.evaluation.values).toMatchObject({ shape: "round", lid: false });
    expect(changes()[0]).toMatchObject({ source: "reset" });
    session.undo();
    expect(session.saved?.shortId).toBe("short-0");
  });

  it("starts with what the page and its address want, where it fits", () => {
    vi.stubGlobal("location", {
      href: "https://shop.example/?latchkey.shape=tall&latchkey.glaze=green&latchkey.lid=1",
    });
    const { session } = openSession({ options: { values: { shape: "round", glaze: "blue", volume: 7 } } });
    expect(session.evaluation.values).toMatchObject({ shape: "tall", glaze: "blue", volume: 0.3, lid: true });
    const saved = openSession({ resumed: { values: {} }, options: { values: { glaze: "blue" } } });
    expect(saved.session.evaluation.values).toMatchObject({ shape: "round", glaze: "white", lid: false });
  });

  it("tells analytics once what was seen, and each time what a rule did not allow", () => {
    const { session, tracked } = openSession({ document: ruledMug });
    session.choose("shape", "tall", false);
    session.shown("lid");
    session.shown("lid");
    session.blocked("lid");
    session.blocked("glaze", "blue");
    expect(tracked).toEqual([
      ["option_shown", { attribute: "lid" }],
      ["rule_blocked", { attribute: "lid", rule: "no-lid" }],
      ["rule_blocked", { attribute: "glaze", value: "blue", rule: "no-lid" }],
    ]);
  });
});
