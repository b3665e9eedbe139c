import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { firstWorkspaceId } from "../../../functions/domain/first-workspace.ts";
import { createDataVersionResource } from "../../../functions/migrations/data-version-resource.ts";
import type { Migration, Release } from "../../../functions/migrations/migration.ts";
import { readDataState } from "../../../functions/store/data-state.ts";
import { DATA_STATE_KEY, migrationKey, workspaceKey } from "../../../functions/store/keys.ts";
import { getItem, put, remove, type Table } from "../../../functions/store/table.ts";
import { transact } from "../../../functions/store/transact.ts";
import { NOON } from "../domain/records.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";
import { contract, expand, ITEMS, readItems, releaseOf, touch } from "./made-up.ts";

let directory: TestDirectory;
let answers: { readonly Status: string; readonly Reason?: string; readonly PhysicalResourceId: string }[];
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory.stop());
beforeEach(async () => {
  answers = [];
  vi.stubGlobal("fetch", async (_: string, { body }: { body: string }) => {
    answers.push(JSON.parse(body));
    return new Response();
  });
  const made = [DATA_STATE_KEY, ...[2, 3, 4].map(migrationKey), workspaceKey(firstWorkspaceId("stack"))];
  await transact(
    directory.client,
    made.map((key) => remove(directory, key)),
  );
  await transact(
    directory.client,
    Array.from({ length: 23 }, (_, index) =>
      put(directory, { pk: ITEMS, sk: String(index).padStart(3, "0"), revision: 1 }),
    ),
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const SILENT = { info: () => {}, error: () => {} };

interface Settings {
  readonly type?: "Create" | "Update" | "Delete";
  readonly step?: string;
  readonly tables?: { readonly directory: Table };
  readonly requestId?: string;
  /** How many readings of the clock come before the deadline. */
  readonly ticks?: number;
  readonly dataVersion?: number;
}

/** One request of CloudFormation. @returns why it failed; undefined when it did not */
async function send(release: Release, settings: Settings = {}): Promise<string | undefined> {
  const { type = "Update", step = "migrate", tables = { directory }, requestId = "request", ticks } = settings;
  let ticked = 0;
  const now = () => (ticks !== undefined && ticked++ >= ticks ? NOON + 1000 : NOON);
  const event = {
    RequestType: type,
    StackId: "stack",
    RequestId: requestId,
    LogicalResourceId: "DataVersion",
    ResponseURL: "https://cloudformation.example/answer",
    ResourceProperties: { step, dataVersion: String(settings.dataVersion ?? release.dataVersion) },
    ...(type !== "Create" && { PhysicalResourceId: "physical" }),
  };
  const handle = createDataVersionResource({ tables, release, now, logger: SILENT });
  await handle(event as unknown as CloudFormationCustomResourceEvent, NOON + 1000);
  return answers.at(-1)?.Status === "SUCCESS" ? undefined : answers.at(-1)?.Reason;
}

/** A stack that is as it was before there were versions. */
async function makeOld(): Promise<void> {
  await transact(directory.client, [put(directory, workspaceKey(firstWorkspaceId("stack")))]);
}
async function deploy(release: Release): Promise<void> {
  expect(await send(release)).toBeUndefined();
  expect(await send(release, { step: "confirm" })).toBeUndefined();
}
const touched = async () => (await readItems(directory, undefined, 100)).items.map((item) => item.touched ?? 0);
const all = (times: number) => Array.from({ length: 23 }, () => times);

const TWO = releaseOf([expand(2)]);
const THREE = releaseOf([expand(2), expand(3)]);

describe("a new stack", () => {
  it("has the version of its release at once, and runs nothing", async () => {
    expect(await send(THREE, { type: "Create" })).toBeUndefined();
    expect(await send(THREE, { type: "Create", step: "confirm" })).toBeUndefined();
    expect(await readDataState(directory)).toMatchObject({ version: 3, deployedVersion: 3, revision: 1 });
    expect(await touched()).toEqual(all(0));
    expect(answers.map(({ PhysicalResourceId }) => PhysicalResourceId)).toEqual([
      "data-version-migrate",
      "data-version-confirm",
    ]);
  });

  it("that is deleted keeps the state of its data", async () => {
    await send(TWO, { type: "Create" });
    const state = await readDataState(directory);
    directory.forget();
    expect(await send(TWO, { type: "Delete" })).toBeUndefined();
    expect(directory.count()).toBe(0);
    expect(await readDataState(directory)).toEqual(state);
  });
});

describe("an upgrade", () => {
  beforeEach(makeOld);

  it("runs each migration once, in order, and records it", async () => {
    expect(await send(THREE, { type: "Create" })).toBeUndefined();
    expect(await touched()).toEqual(all(2));
    expect(await readDataState(directory)).toMatchObject({ version: 3, deployedVersion: 1 });
    expect(await getItem(directory, migrationKey(2))).toMatchObject({ id: "made-up-2", phase: "expand", pages: 5 });
    expect(await send(THREE)).toBeUndefined();
    expect(await touched()).toEqual(all(2));
  });

  it("is over when everything is deployed", async () => {
    await deploy(TWO);
    expect(await readDataState(directory)).toMatchObject({ version: 2, deployedVersion: 2 });
    await deploy(THREE);
    expect(await touched()).toEqual(all(2));
    expect(await readDataState(directory)).toMatchObject({ version: 3, deployedVersion: 3 });
  });

  it("is not confirmed before the data has its version", async () => {
    await send(TWO);
    expect(await send(THREE, { step: "confirm" })).toMatch(/version 2 only/);
  });

  it("goes on where it was when it dies before or after any of its requests to the store", async () => {
    let deaths = 0;
    for (let survived = 0; ; survived++) {
      for (const isAnswerLost of [false, true]) {
        await transact(directory.client, [remove(directory, DATA_STATE_KEY), remove(directory, migrationKey(2))]);
        const before = Math.max(...(await touched()));
        const dying = { directory: dieAfter(directory, survived, isAnswerLost) };
        const failure = await send(TWO, { tables: dying });
        if (failure === undefined) {
          expect(deaths).toBeGreaterThan(20);
          return;
        }
        deaths++;
        expect(failure).toMatch(/died/);
        expect(await send(TWO)).toBeUndefined();
        expect(await touched()).toEqual(all(before + 1));
      }
    }
  });

  it("is exact when three run at once", async () => {
    const failures = await Promise.all([1, 2, 3].map((run) => send(THREE, { requestId: `request-${run}` })));
    expect(failures).toEqual([undefined, undefined, undefined]);
    expect(await touched()).toEqual(all(2));
    expect(await readDataState(directory)).toMatchObject({ version: 3 });
  });

  it("reads a page again that somebody changes meanwhile, and loses nothing of theirs", async () => {
    const migration = expand(2);
    let changes = 0;
    const disturbed: Migration = {
      ...migration,
      async readPage(tables, place) {
        const page = await migration.readPage(tables, place);
        const [item] = (await readItems(directory, place)).items;
        if (changes++ < 2 && item !== undefined) await transact(directory.client, [touch(directory, item)]);
        return page;
      },
    };
    expect(await send(releaseOf([disturbed]))).toBeUndefined();
    expect(await touched()).toEqual([3, ...all(1).slice(1)]);
  });

  it("goes on when Lambda calls again, and gives up the third time with what to do", async () => {
    await expect(send(TWO, { ticks: 2 })).rejects.toThrow(/The next run goes on/);
    expect(answers).toEqual([]);
    await expect(send(TWO, { ticks: 2 })).rejects.toThrow(/The next run goes on/);
    expect(await send(TWO, { ticks: 2 })).toMatch(/version 1 of 2, and 3 pages .* Deploy again/);
    expect(await send(TWO, { requestId: "the next deployment" })).toBeUndefined();
    expect(await touched()).toEqual(all(1));
  });
});

describe("a migration that fails", () => {
  const failing: Migration = {
    ...expand(2),
    async readPage(tables, place) {
      if (place === "009") throw new Error("item 010 has no name");
      return expand(2).readPage(tables, place);
    },
  };

  beforeEach(makeOld);

  it("says which, how far and why, and lets the former release back", async () => {
    expect(await send(releaseOf([failing]))).toMatch(
      /^The migration "made-up-2" to data version 2 failed after 2 pages: item 010 has no name\..*the deployed release goes on/,
    );
    // What CloudFormation does then.
    expect(await send(releaseOf([]))).toBeUndefined();
    expect(await readDataState(directory)).toMatchObject({ version: 1, deployedVersion: 1, progress: { pages: 2 } });
    expect(await send(TWO)).toBeUndefined();
    expect(await touched()).toEqual(all(1));
  });

  it("writes none of a page that is too large, or that leads to itself", async () => {
    const large = { ...failing, readPage: async () => ({ writes: Array(99).fill({}), next: undefined }) };
    expect(await send(releaseOf([large]))).toMatch(/99 writes, and at most 98/);
    const endless = { ...failing, readPage: async () => ({ writes: [], next: "a" }) };
    expect(await send(releaseOf([endless]))).toMatch(/page after "a" begins there, too/);
  });
});

describe("what must not be deployed on this data", () => {
  beforeEach(async () => {
    await makeOld();
    await deploy(TWO);
  });

  it.each([
    ["a downgrade", releaseOf([]), /in use by a release with data version 2, and this one knows versions up to 1/],
    ["a release that takes away what is in use", releaseOf([expand(3), contract(4, 3)]), /from 3 to 3 first/],
    ["a release that has skipped too many", releaseOf([expand(4)]), /brings it forward from version 3 on/],
  ])("%s is refused, and nothing is written", async (_, release, reason) => {
    const before = await readDataState(directory);
    directory.forget();
    expect(await send(release)).toMatch(reason);
    expect(directory.requests.map(({ operation }) => operation)).toEqual(["GetItem"]);
    expect(await readDataState(directory)).toEqual(before);
    expect(await touched()).toEqual(all(1));
    // CloudFormation goes back to what was deployed.
    await deploy(TWO);
  });

  it("a template and a function of different releases are refused", async () => {
    expect(await send(TWO, { dataVersion: 3 })).toBe("the template is for data version 3, and the function for 2");
  });

  it("goes back by itself as long as a deployment has not ended", async () => {
    expect(await send(THREE)).toBeUndefined();
    await deploy(TWO);
    await deploy(THREE);
    expect(await touched()).toEqual(all(2));
  });
});

/** A table whose process dies with its request number `survived`, before it is sent or before its answer is read, and sends nothing after it. */
function dieAfter(table: Table, survived: number, isAnswerLost: boolean): Table {
  let sent = 0;
  return {
    name: table.name,
    client: new Proxy(table.client, {
      get: (client, member) =>
        member === "send"
          ? async (command: Parameters<typeof client.send>[0]) => {
              const count = sent++;
              if (count < survived) return client.send(command);
              if (count === survived && isAnswerLost) await client.send(command);
              throw new Error("died");
            }
          : Reflect.get(client, member),
    }),
  };
}
