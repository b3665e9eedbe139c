import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Answer, Refusal } from "../../../functions/http/answer.ts";
import type { AuthorizedRequest } from "../../../functions/http/create-handler.ts";
import { REPEATED, runIdempotently } from "../../../functions/http/idempotent.ts";
import { createLogger } from "../../../functions/http/logger.ts";
import { IS_NEW, put } from "../../../functions/store/table.ts";
import { transact } from "../../../functions/store/transact.ts";
import { NOON } from "../domain/records.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";
import { createServerPrincipal } from "./api-events.ts";

type Request = AuthorizedRequest<"createServiceAccount">;
const DAY_MS = 24 * 60 * 60 * 1000;
const logger = createLogger();

let directory: TestDirectory;
let made: number;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory.stop());
beforeEach(() => {
  made = 0;
});

describe("a request without a key", () => {
  it("is done each time", async () => {
    expect(await run(requestOf("plain-1"))).toEqual({ status: 201, body: "made plain-1" });
    expect(await run(requestOf("plain-2"))).toEqual({ status: 201, body: "made plain-2" });
    expect(made).toBe(2);
  });
});

describe("a request with a key", () => {
  it("is done once, and its outcome is given again to each retry", async () => {
    const request = requestOf("once", "key-once");
    expect(await run(request)).toEqual({ status: 201, body: "made once" });
    for (let index = 0; index < 3; index++) {
      expect(await run(request)).toEqual({
        status: 201,
        body: "again once",
        headers: { "idempotency-replayed": "true" },
      });
    }
    expect(made).toBe(1);
  });

  it("sent 20 times at once is done once, and all get its outcome", async () => {
    const request = requestOf("at-once", "key-at-once");
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => run(request)));
    expect(made).toBe(1);
    expect(outcomes.filter((outcome) => "body" in outcome && outcome.body === "made at-once")).toHaveLength(1);
    expect(outcomes.filter((outcome) => "body" in outcome && outcome.body === "again at-once")).toHaveLength(19);
  });

  it("is refused for a different request under the same key, and nothing is done", async () => {
    await run(requestOf("first", "key-reused"));
    expect(await run(requestOf("second", "key-reused"))).toEqual({ refusal: "idempotency_key_reused" });
    expect(made).toBe(1);
  });

  it("is another one for another principal, another workspace or another operation", async () => {
    await run(requestOf("mine", "key-shared"));
    const others: Partial<Request>[] = [
      { principal: createServerPrincipal({ id: "lks_000000000002" }) },
      { principal: createServerPrincipal({ workspaceId: "ws_0000000000bb" }) },
    ];
    for (const [index, changes] of others.entries()) {
      expect(await run({ ...requestOf(`theirs-${index}`, "key-shared"), ...changes })).toMatchObject({
        status: 201,
        body: `made theirs-${index}`,
      });
    }
    expect(made).toBe(3);
  });

  it("counts for 24 hours and not a millisecond longer", async () => {
    await run(requestOf("day-1", "key-day"));
    const later = (nowEpochMs: number, name: string) => ({ ...requestOf(name, "key-day"), nowEpochMs });
    expect(await run(later(NOON + DAY_MS - 1, "day-1"))).toMatchObject({ body: "again day-1" });
    expect(await run(later(NOON + DAY_MS - 1, "day-2"))).toEqual({ refusal: "idempotency_key_reused" });
    expect(await run(later(NOON + DAY_MS, "day-2"))).toEqual({ status: 201, body: "made day-2" });
    expect(await run(later(NOON + DAY_MS, "day-2"))).toMatchObject({ body: "again day-2" });
  });

  it("leaves nothing behind when the work is refused: the corrected request may use the key", async () => {
    const refused = await runIdempotently({
      table: directory,
      request: requestOf("refused", "key-refused"),
      run: async () => ({ refusal: "name_taken" }),
      replay: async () => ({ status: 500 }),
    });
    expect(refused).toEqual({ refusal: "name_taken" });
    expect(await run(requestOf("corrected", "key-refused"))).toEqual({ status: 201, body: "made corrected" });
  });

  it("is not refused for what the first request under the key has made meanwhile", async () => {
    const request = requestOf("overtaken", "key-overtaken");
    const outcome = await runIdempotently({
      table: directory,
      request,
      async run() {
        await run(request);
        return { refusal: "name_taken" };
      },
      replay: async ({ resourceId }) => ({ status: 201, body: `again ${resourceId}` }),
    });
    expect(outcome).toMatchObject({ status: 201, body: "again overtaken" });
    expect(made).toBe(1);
  });

  it("gives a refusal of the replay as it is", async () => {
    const request = requestOf("gone", "key-gone");
    await run(request);
    const outcome = await runIdempotently({
      table: directory,
      request,
      run: async () => REPEATED,
      replay: async () => ({ refusal: "not_found" }),
    });
    expect(outcome).toEqual({ refusal: "not_found" });
  });

  it("is a fault when the work says that it was repeated and there is no record", async () => {
    const work = (request: Request) =>
      runIdempotently({ table: directory, request, run: async () => REPEATED, replay: async () => ({ status: 200 }) });
    await expect(work(requestOf("never", "key-never"))).rejects.toThrow("left no record");
    await expect(work(requestOf("never"))).rejects.toThrow("left no record");
  });

  it.each(["x", "0b9f7d0e-7c1d-4b52-a7a1-2f1f3f7d9c11", "!", "~", "#", "createToken#x", "a,b", "x".repeat(128)])(
    "may be %j",
    async (key) => {
      expect(await run(requestOf(`good-${key.length}-${key.charCodeAt(0)}-${made}`, key))).toMatchObject({
        status: 201,
      });
    },
  );

  it.each(["", " ", "a b", "a, b", "\u007f", "é", "a\nb", "\u0000", "x".repeat(129)])(
    "may not be %j, and nothing is done",
    async (key) => {
      expect(await run(requestOf("bad", key))).toEqual({ refusal: "invalid_idempotency_key" });
      expect(made).toBe(0);
    },
  );
});

/** The work of a small operation: one new item, in one transaction with the claim of the key. */
function run(request: Request): Promise<Answer | Refusal> {
  const { name } = request.body;
  return runIdempotently({
    table: directory,
    request,
    run: async (once) => {
      const item = put(directory, { pk: `TEST#${request.principal.workspaceId}`, sk: name }, IS_NEW);
      const outcome = await transact(directory.client, [item, ...once.claim({ resourceId: name })]);
      if (!outcome.written) return outcome.failed.includes(1) ? REPEATED : { refusal: "name_taken" };
      made += 1;
      return { status: 201, body: `made ${name}` };
    },
    replay: async ({ resourceId }) => ({ status: 201, body: `again ${resourceId}` }),
  });
}

function requestOf(name: string, key?: string): Request {
  return {
    operation: "createServiceAccount",
    path: {},
    query: {},
    body: { name },
    headers: key === undefined ? {} : { "idempotency-key": key },
    requestId: "request-1",
    sourceIp: "203.0.113.7",
    nowEpochMs: NOON,
    principal: createServerPrincipal(),
    logger,
  };
}
