import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { createOpenApiDocument } from "../../../contract/openapi.ts";
import { OPERATIONS, type Operation } from "../../../contract/operations.ts";
import { listOperations } from "../../../scripts/generate/openapi-operations.ts";

const require = createRequire(import.meta.url);
const redocly = join(dirname(require.resolve("@redocly/cli/package.json")), "bin/cli.js");
const root = fileURLToPath(new URL("../../..", import.meta.url));
const document = createOpenApiDocument("0.0.0");

/** Every object in a document, however deep. */
function* objectsIn(value: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield value as Readonly<Record<string, unknown>>;
  for (const inner of Object.values(value)) yield* objectsIn(inner);
}

describe("the OpenAPI document", () => {
  it("is the same, byte for byte, each time it is made", () => {
    expect(JSON.stringify(createOpenApiDocument("0.0.0"))).toBe(JSON.stringify(document));
  });

  it("has no fault that a strict linter knows", () => {
    const lint = () =>
      execFileSync(process.execPath, [redocly, "lint", "--max-problems=20"], {
        cwd: root,
        encoding: "utf8",
        env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
        stdio: "pipe",
      });
    expect(lint).not.toThrow();
  }, 60_000);

  it("describes every operation but the preflight, under ids that are unique", () => {
    const ids = listOperations(document).map(({ id }) => id);
    const expected = Object.entries<Operation>(OPERATIONS).filter(([, { method }]) => method !== "OPTIONS");
    expect([...ids].sort()).toEqual(expected.map(([id]) => id).sort());
  });

  it("asks for the credentials of the operations table", () => {
    const names = { public: "publicToken", private: "privateToken", service: "serviceToken", session: "session" };
    for (const operation of Object.values<Operation>(OPERATIONS)) {
      if (operation.method === "OPTIONS") continue;
      const described = document.paths?.[operation.path]?.[operation.method.toLowerCase() as "get" | "post"];
      expect(described?.security).toEqual(operation.credentials.map((kind) => ({ [names[kind]]: [] })));
    }
  });

  it("has examples that fit their own patterns and limits", () => {
    let checked = 0;
    for (const { example, pattern, minimum, maximum } of objectsIn(document)) {
      if (typeof example === "string" && typeof pattern === "string") {
        expect.soft(example).toMatch(new RegExp(pattern));
        checked += 1;
      }
      if (typeof example === "number") {
        expect.soft(example).toBeGreaterThanOrEqual(Number(minimum));
        expect.soft(example).toBeLessThanOrEqual(Number(maximum));
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(10);
  });

  it("promises whole numbers with limits, never a bare `number` in a path or query", () => {
    for (const { id, path, query } of listOperations(document)) {
      for (const { name, schema } of [...path, ...query]) {
        expect.soft(schema, `${id} ${name}`).not.toMatchObject({ type: "number" });
      }
    }
  });

  it("holds no token value, not even as an example", () => {
    expect(JSON.stringify(document)).not.toMatch(/lk[psv]_[0-9A-Za-z]{61}/);
  });
});
