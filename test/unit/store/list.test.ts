import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatCursor } from "../../../functions/store/cursor.ts";
import { listItems, listMerged, type MergedListOptions } from "../../../functions/store/list.ts";
import { put } from "../../../functions/store/table.ts";
import { transact } from "../../../functions/store/transact.ts";
import { startDirectory, type TestDirectory } from "./directory-table.ts";

interface Thing {
  readonly sk: string;
  readonly good: boolean;
}

let directory: TestDirectory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory.stop());

async function fill(partitions: readonly (readonly Thing[])[], name: string): Promise<string[]> {
  const names = partitions.map((_, index) => `${name}#${index}`);
  for (const [index, things] of partitions.entries()) {
    for (let start = 0; start < things.length; start += 100) {
      const writes = things
        .slice(start, start + 100)
        .map((thing) => put(directory, { ...thing, pk: names[index] ?? "" }));
      if (writes.length > 0) await transact(directory.client, writes);
    }
  }
  return names;
}

/** All pages, and how many Query calls each took. */
async function readAll(options: Omit<MergedListOptions<Thing>, "cursor">) {
  const sortKeys: string[] = [];
  const queries: number[] = [];
  const sizes: number[] = [];
  let cursor: string | undefined;
  do {
    directory.forget();
    const page = await listMerged<Thing>(directory, { ...options, cursor });
    if (page === undefined) throw new Error("its own cursor was refused");
    queries.push(directory.count("Query"));
    sizes.push(page.items.length);
    sortKeys.push(...page.items.map(({ sk }) => sk));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return { sortKeys, queries, sizes };
}

const things = (count: number, prefix = "") =>
  Array.from({ length: count }, (_, index) => ({
    sk: `${prefix}${String(index).padStart(4, "0")}`,
    good: index % 3 === 0,
  }));

describe("a merged list", () => {
  it("shows every item of every partition once, in order, whatever the page size, direction, range and filter", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { maxLength: 12 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        fc.boolean(),
        fc.option(fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 })), { nil: undefined }),
        async (numbers, limit, descending, isFiltered, bounds) => {
          // A number belongs to one partition only, as a token has one state.
          const seen = new Set<number>();
          const partitions = numbers.map((ofOne) =>
            ofOne.flatMap((number) => {
              if (seen.has(number)) return [];
              seen.add(number);
              return [{ sk: String(number).padStart(2, "0"), good: number % 2 === 0 }];
            }),
          );
          run += 1;
          const names = await fill(partitions, `any-${run}`);
          const range =
            bounds === undefined
              ? undefined
              : {
                  from: String(Math.min(...bounds)).padStart(2, "0"),
                  to: String(Math.max(...bounds)).padStart(2, "0"),
                };
          const expected = partitions
            .flat()
            .filter(({ good }) => good || !isFiltered)
            .map(({ sk }) => sk)
            .filter((sk) => range === undefined || (sk >= range.from && sk <= range.to))
            .sort();
          const { sortKeys, queries } = await readAll({
            list: "any",
            partitions: names,
            range,
            descending,
            limit,
            ...(isFiltered && { accepts: ({ good }: Thing) => good }),
          });
          expect(sortKeys).toEqual(descending ? expected.reverse() : expected);
          expect(Math.max(...queries)).toBeLessThanOrEqual(partitions.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("ends with the last full page: no empty page follows", async () => {
    const names = await fill([things(10)], "exact");
    expect((await readAll({ list: "exact", partitions: names, limit: 5 })).sizes).toEqual([5, 5]);
    expect((await readAll({ list: "exact", partitions: names, limit: 10 })).sizes).toEqual([10]);
  });

  it("ends a page before its answer is too large for Lambda, and goes on behind it", async () => {
    // 900 kB in the table, and seven times as much as the body of an answer.
    const large = things(90).map((thing) => ({ ...thing, text: "\u0001".repeat(10_000) }));
    const names = await fill([large], "large");
    const bytesOf = (items: readonly object[]) => Buffer.byteLength(JSON.stringify(JSON.stringify(items)));
    expect(bytesOf(large)).toBeGreaterThan(6_291_556);
    for (const accepts of [undefined, ({ good }: Thing) => good, ({ sk }: Thing) => sk !== "0000"]) {
      for (const descending of [false, true]) {
        const options = { list: "large", partitions: names, limit: 100, descending, accepts };
        const pages: (readonly Thing[])[] = [];
        for (let cursor: string | undefined, isEnd = false; !isEnd; ) {
          const page = await listMerged<Thing>(directory, { ...options, cursor });
          pages.push(page?.items ?? []);
          cursor = page?.nextCursor ?? undefined;
          isEnd = cursor === undefined;
        }
        const expected = large.filter(accepts ?? (() => true)).map(({ sk }) => sk);
        expect(pages.flat().map(({ sk }) => sk)).toEqual(descending ? expected.reverse() : expected);
        expect(Math.max(...pages.map(bytesOf))).toBeLessThan(4_100_000);
      }
    }
  });

  it("looks at a bounded part for a page, and goes on behind it even when it found nothing there", async () => {
    const names = await fill([things(900)], "rare");
    const rare = await readAll({ list: "rare", partitions: names, limit: 5, accepts: ({ sk }) => sk === "0850" });
    expect(rare.sortKeys).toEqual(["0850"]);
    expect(rare.queries.every((count) => count === 1)).toBe(true);
    expect(rare.sizes).toEqual([0, 0, 1]);
  });
});

describe("a list of one partition", () => {
  it("shows the items whose sort key begins with the prefix, and no neighbor", async () => {
    await fill(
      [[...things(4, "MEMBER#"), ...things(2, "MEMBER"), ...things(2, "SERVICE#"), { sk: "MEMBEQ", good: true }]],
      "prefix",
    );
    const options = { list: "prefix", partition: "prefix#0", sortKeyPrefix: "MEMBER#", limit: 3 };
    const first = await listItems<Thing>(directory, { ...options, cursor: undefined });
    const second = await listItems<Thing>(directory, { ...options, cursor: first?.nextCursor ?? undefined });
    expect([...(first?.items ?? []), ...(second?.items ?? [])].map(({ sk }) => sk)).toEqual([
      "MEMBER#0000",
      "MEMBER#0001",
      "MEMBER#0002",
      "MEMBER#0003",
    ]);
    expect(second?.nextCursor).toBeNull();
  });

  it("never leaves its prefix, whatever place a made-up cursor names", async () => {
    const options = { list: "prefix", partition: "prefix#0", sortKeyPrefix: "MEMBER#", limit: 100 };
    for (const place of ["A", "MEMBER", "SERVICE#0000", "MEMBER#0001", "~"]) {
      for (const descending of [false, true]) {
        const page = await listItems<Thing>(directory, {
          ...options,
          descending,
          cursor: formatCursor("prefix", place),
        });
        expect(page?.items.every(({ sk }) => sk.startsWith("MEMBER#"))).toBe(true);
      }
    }
  });

  it("refuses the cursor of another list", async () => {
    const cursor = formatCursor("other", "0001");
    expect(await listItems(directory, { list: "prefix", partition: "prefix#0", limit: 1, cursor })).toBeUndefined();
  });
});
