import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AuditEvent, chainRecord, emptyChain } from "../../../functions/domain/audit-chain.ts";
import { verifyAuditTrail } from "../../../sdk/src/index.ts";
import { createTrail, headsOf, trail } from "../../support/audit-trails.ts";
import vectors from "../../vectors/audit-chain.json" with { type: "json" };

const toLines = (events: readonly object[]) => events.map((event) => JSON.stringify(event));
const verify = (events: readonly object[], checkpoint?: readonly { chain: number; sequence: number; hash: string }[]) =>
  verifyAuditTrail(toLines(events), checkpoint && { checkpoint });
const codesOf = async (...parameters: Parameters<typeof verify>) =>
  (await verify(...parameters)).problems.map(({ code }) => code);

/** Each way to tamper, told by a number where. */
const where = fc.nat();
const at = <Item>(items: readonly Item[], position: number): Item => {
  const item = items[position % items.length];
  if (item === undefined) throw new Error("nothing there");
  return item;
};

describe("the vectors, computed elsewhere,", () => {
  it("verify in the SDK, and give the heads", async () => {
    const report = await verify(vectors.trail, vectors.heads);
    expect(report).toEqual({ verified: true, checked: 4, problems: [], heads: vectors.heads });
  });

  it("are what the server writes, byte for byte", () => {
    for (const event of vectors.trail) {
      const { hash, workspaceId, chain, sequence, previousHash, ...record } = event;
      const last = { chain, sequence: sequence - 1, hash: previousHash };
      expect(chainRecord(record as never, workspaceId, last).head).toEqual({ chain, sequence, hash });
    }
  });
});

describe("a trail as the server writes it", () => {
  it("verifies, whole, as texts, as events, with blank lines, and from a stream, against its own heads and earlier ones", async () => {
    await fc.assert(
      fc.asyncProperty(trail, where, async (events, position) => {
        const heads = headsOf(events);
        const expected = { verified: true, checked: events.length, problems: [], heads };
        expect(await verify(events)).toEqual(expected);
        expect(await verify(events, heads)).toEqual(expected);
        const { chain, sequence, hash } = at(events, position);
        expect(await verify(events, [{ chain, sequence, hash }])).toEqual(expected);
        expect(await verifyAuditTrail(events)).toEqual(expected);
        expect(await verifyAuditTrail(toLines(events).flatMap((line) => [line, "", " \r"]))).toEqual(expected);
        expect(
          await verifyAuditTrail(
            (async function* () {
              yield* events;
            })(),
          ),
        ).toEqual(expected);
      }),
    );
  });

  it("verifies with its chains mixed, as long as each is in its order", async () => {
    await fc.assert(
      fc.asyncProperty(trail, async (events) => {
        const mixed = events.toSorted((a, b) => a.sequence - b.sequence);
        expect(await verify(mixed)).toMatchObject({ verified: true, heads: headsOf(events) });
      }),
    );
  });

  it("verifies when it is empty, unless it was not", async () => {
    expect(await verify([])).toEqual({ verified: true, checked: 0, problems: [], heads: [] });
    expect(await codesOf([], [{ chain: 2, sequence: 1, hash: "a".repeat(64) }])).toEqual(["truncated"]);
  });
});

describe("a trail that was tampered with does not verify:", () => {
  /** Every field at every depth: its value becomes another one. */
  function leaves(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
    if (typeof value !== "object" || value === null) return [path];
    const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    return members.length === 0 ? [path] : members.flatMap(([name, member]) => leaves(member, [...path, name]));
  }
  function change(value: unknown, [name, ...rest]: readonly (string | number)[]): unknown {
    if (name === undefined)
      return typeof value === "string" ? `${value}x` : typeof value === "number" ? value + 1 : "x";
    if (Array.isArray(value)) return value.with(Number(name), change(value[Number(name)], rest));
    const entries = Object.entries(value ?? {});
    return Object.fromEntries(entries.map(([key, member]) => [key, key === name ? change(member, rest) : member]));
  }

  it("any field of any event changed", async () => {
    await fc.assert(
      fc.asyncProperty(trail, where, where, async (events, position, which) => {
        const event = at(events, position);
        const path = at(leaves(event), which);
        const changed = events.map((other) => (other === event ? (change(event, path) as object) : other));
        fc.pre(JSON.stringify(changed) !== JSON.stringify(events));
        expect((await verify(changed)).verified, path.join("/")).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it("a field added to any event, or taken away", async () => {
    await fc.assert(
      fc.asyncProperty(trail, where, where, async (events, position, which) => {
        const event = at(events, position);
        const name = at(Object.keys(event), which);
        const { [name as keyof AuditEvent]: _taken, ...less } = event;
        expect((await verify(events.map((other) => (other === event ? less : other)))).verified, name).toBe(false);
        const more = { ...event, note: "" };
        expect(await codesOf(events.map((other) => (other === event ? more : other)))).toEqual(["content_changed"]);
      }),
    );
  });

  it("an event changed and its hash made to fit, unless it is the last of its chain and nobody kept a checkpoint", async () => {
    await fc.assert(
      fc.asyncProperty(trail, where, async (events, position) => {
        const event = at(events, position);
        const { hash: _hash, workspaceId, chain, sequence, previousHash, ...record } = event;
        const forged = { ...record, ip: "198.51.100.1" };
        const { text, head } = chainRecord(forged, workspaceId, { chain, sequence: sequence - 1, hash: previousHash });
        const changed = events.map((other) => (other === event ? { ...JSON.parse(text), hash: head.hash } : other));
        const isLast = headsOf(events).some(({ hash }) => hash === event.hash);
        expect(await codesOf(changed)).toEqual(isLast ? [] : ["link_broken"]);
        expect(await codesOf(changed, headsOf(events))).toEqual([isLast ? "history_rewritten" : "link_broken"]);
      }),
    );
  });

  it("any event taken out, but for the end of a chain, which only a checkpoint misses", async () => {
    await fc.assert(
      fc.asyncProperty(trail, where, async (events, position) => {
        const event = at(events, position);
        const isLast = headsOf(events).some(({ hash }) => hash === event.hash);
        const left = events.filter((other) => other !== event);
        expect(await codesOf(left)).toEqual(isLast ? [] : ["events_missing"]);
        expect(await codesOf(left, headsOf(events))).toEqual([isLast ? "truncated" : "events_missing"]);
      }),
    );
  });

  it("the end of a chain cut off, with a checkpoint", async () => {
    await fc.assert(
      fc.asyncProperty(trail, where, async (events, position) => {
        const { chain, sequence } = at(events, position);
        const left = events.filter((other) => other.chain !== chain || other.sequence < sequence);
        expect((await verify(left)).verified).toBe(true);
        expect((await verify(left, headsOf(events))).problems).toEqual([
          { chain, sequence: sequence - 1, code: "truncated" },
        ]);
      }),
    );
  });

  it("two events of a chain in each other's place", async () => {
    await fc.assert(
      fc.asyncProperty(trail, where, where, async (events, first, second) => {
        const a = at(events, first);
        const b = at(events, second);
        fc.pre(a.chain === b.chain && a !== b);
        const swapped = events.map((event) => (event === a ? b : event === b ? a : event));
        expect((await verify(swapped)).verified).toBe(false);
        // Their numbers exchanged, too.
        const renumbered = events.map((event) =>
          event === a ? { ...b, sequence: a.sequence } : event === b ? { ...a, sequence: b.sequence } : event,
        );
        expect((await verify(renumbered)).verified).toBe(false);
      }),
    );
  });

  it("an event put in: again, from another chain, from another workspace, or made for the place", async () => {
    await fc.assert(
      fc.asyncProperty(trail, where, where, async (events, position, from) => {
        const target = at(events, position);
        const index = events.indexOf(target);
        const source = at(events, from);
        const put = (event: object) => [...events.slice(0, index), event, ...events.slice(index)];
        expect((await verify(put(source))).verified).toBe(false);
        expect(await codesOf(put(target))).toEqual(["misplaced"]);
        expect((await verify(put({ ...source, chain: target.chain, sequence: target.sequence }))).verified).toBe(false);

        const { hash: _hash, workspaceId, chain, sequence, previousHash, ...record } = target;
        const last = { chain, sequence: sequence - 1, hash: previousHash };
        const made = chainRecord({ ...record, id: "evt_forged0000000000" }, workspaceId, last);
        expect((await verify(put({ ...JSON.parse(made.text), hash: made.head.hash }))).verified).toBe(false);

        const foreign = chainRecord(record, "ws_000000000000", emptyChain(9));
        expect(await codesOf([...events, { ...JSON.parse(foreign.text), hash: foreign.head.hash }])).toEqual([
          "misplaced",
        ]);
      }),
    );
  });

  it("all of it written anew, with a checkpoint", async () => {
    await fc.assert(
      fc.asyncProperty(trail, where, async (events, position) => {
        const { chain, sequence } = at(events, position);
        const rewritten = createTrail(
          events.map(({ hash: _hash, previousHash: _previous, workspaceId: _ws, sequence: number, ...event }) => ({
            chain: event.chain,
            record: event.chain === chain && number === sequence ? { ...event, requestId: "forged" } : event,
          })),
        );
        fc.pre(JSON.stringify(rewritten) !== JSON.stringify(events));
        expect((await verify(rewritten)).verified).toBe(true);
        expect((await verify(rewritten, headsOf(events))).problems).toEqual([
          {
            chain,
            sequence: headsOf(events).find((head) => head.chain === chain)?.sequence,
            code: "history_rewritten",
          },
        ]);
      }),
    );
  });

  it.each([["{"], ["null"], ["[]"], ["{}"], ["5"], ['"x"'], ['{"chain":0.5,"sequence":1}']])(
    "a line that is %s",
    async (line) => {
      const report = await verifyAuditTrail([...toLines(vectors.trail), line]);
      expect(report.problems).toEqual([{ chain: 0, sequence: 0, code: "malformed" }]);
      expect(report.checked).toBe(5);
    },
  );
});
