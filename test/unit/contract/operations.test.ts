import { describe, expect, it } from "vitest";
import * as z from "zod";
import { API, shapeOf } from "../../../contract/api.ts";
import { ERROR_HELP } from "../../../contract/error-help.ts";
import { ERRORS } from "../../../contract/errors.ts";
import { errorCodesOf } from "../../../contract/openapi-errors.ts";
import { FUNCTIONS, OPERATIONS, type Operation, type OperationId, routeKey } from "../../../contract/operations.ts";
import { CAPABILITIES } from "../../../functions/domain/rights.ts";
import { isAmbiguous } from "./support/routes.ts";

const operations = Object.entries<Operation>(OPERATIONS).map(([id, operation]) => ({
  id,
  operation,
  shape: shapeOf(id as OperationId),
}));
const called = operations.filter(({ operation }) => operation.method !== "OPTIONS");

function keysOf(schema: z.ZodType | undefined): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

describe("operations", () => {
  it("have exactly one shape each", () => {
    expect(Object.keys(API).sort()).toEqual(operations.map(({ id }) => id).sort());
  });

  it("have ids that are verb-noun in camelCase", () => {
    for (const { id } of operations) expect(id).toMatch(/^[a-z][A-Za-z]*$/);
  });

  it("have route keys that no other operation has", () => {
    const keys = operations.map(({ operation }) => routeKey(operation));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("have routes of which one always wins", () => {
    for (const [index, left] of called.entries()) {
      for (const right of called.slice(index + 1)) {
        expect.soft(isAmbiguous(left.operation, right.operation), `${left.id} and ${right.id}`).toBe(false);
      }
    }
  });

  it("belong to functions that exist, and every function has one", () => {
    const used = new Set(operations.map(({ operation }) => operation.function));
    expect([...used].sort()).toEqual(Object.keys(FUNCTIONS).sort());
  });

  it("name in their shape exactly the parameters of their path", () => {
    for (const { id, operation, shape } of called) {
      const named = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect.soft(keysOf(shape.path), id).toEqual(named);
    }
  });

  it("start with a summary that is one sentence without a full stop", () => {
    for (const { id, shape } of operations) expect.soft(shape.summary, id).toMatch(/^[A-Z].*[^.]$/);
  });
});

describe("credentials", () => {
  it("need a capability when they are public tokens, and nothing else", () => {
    for (const { id, operation } of operations) {
      if (!operation.credentials.includes("public")) continue;
      expect.soft(operation.credentials, id).toEqual(["public"]);
      expect.soft(CAPABILITIES, id).toContain(operation.capability);
      expect.soft(operation, id).not.toHaveProperty("api");
      expect.soft(operation.path, id).toMatch(/^\/embed\/v1\//);
    }
  });

  it("reach every capability by at least one operation", () => {
    const reached = new Set(operations.map(({ operation }) => operation.capability));
    for (const capability of CAPABILITIES) expect(reached).toContain(capability);
  });

  it("need a scope and a role for everything in /v1 but asking who they are", () => {
    const management = operations.filter(
      ({ operation }) => operation.path.startsWith("/v1/") && operation.credentials.length > 0,
    );
    expect(management.length).toBeGreaterThan(0);
    for (const { id, operation } of management) {
      expect.soft(operation.credentials, id).toEqual(id === "createWorkspace" ? ["session"] : ["private", "session"]);
      expect.soft(operation.capability, id).toBeUndefined();
      if (["whoami", "getGrantableRights", "verifyToken", "explainToken"].includes(id)) continue;
      expect.soft(operation.api, id).toBeDefined();
      expect.soft(operation.minimumRole, id).toBeDefined();
    }
  });

  it("are not needed for a known list of open operations only", () => {
    const open = operations.filter(({ operation }) => operation.credentials.length === 0).map(({ id }) => id);
    expect(open.sort()).toEqual([
      "acceptInvitation",
      "diagnoseToken",
      "getDeployment",
      "getErrorPage",
      "getHealth",
      "getOpenApi",
      "getQuoteKeys",
      "listSignInWorkspaces",
      "preflight",
    ]);
  });

  it("give no public token a list or a deletion", () => {
    for (const { id, operation, shape } of operations) {
      if (!operation.credentials.includes("public")) continue;
      expect.soft(operation.method, id).not.toBe("DELETE");
      expect.soft(keysOf(shape.response), id).not.toContain("nextCursor");
    }
  });
});

describe("effects", () => {
  it("are reads for every GET and writes for every PATCH and DELETE", () => {
    for (const { id, operation } of operations) {
      if (operation.method === "GET") expect.soft(operation.effect, id).toBe("read");
      if (operation.method === "PATCH" || operation.method === "DELETE")
        expect.soft(operation.effect, id).toBe("write");
    }
  });

  it("are protected by an idempotency key wherever an operation answers 201", () => {
    for (const { id, operation, shape } of operations) {
      if (shape.status === 201) expect.soft(operation.creates, id).toBe(true);
      if (operation.creates) expect.soft(operation, id).toMatchObject({ method: "POST", effect: "write" });
    }
  });
});

describe("shapes", () => {
  it("have no body in answers with 204 and one in all others", () => {
    for (const { id, shape } of operations) expect.soft(shape.response === undefined, id).toBe(shape.status === 204);
  });

  it("take no body with GET and DELETE, and one with PATCH", () => {
    for (const { id, operation, shape } of operations) {
      if (operation.method === "GET" || operation.method === "DELETE") expect.soft(shape.body, id).toBeUndefined();
      if (operation.method === "PATCH") expect.soft(shape.body, id).toBeDefined();
    }
  });

  it("refuse what they do not know, in paths, queries and bodies", () => {
    // A preflight names a request that is to follow, so anything may stand there.
    for (const { id, shape } of operations.filter((operation) => operation.id !== "preflight")) {
      for (const schema of [shape.path, shape.query, shape.body]) {
        if (schema === undefined) continue;
        const codes = schema.safeParse({ unheardOf: "x" }).error?.issues.flatMap(allCodes) ?? [];
        expect
          .soft(codes, id)
          .toEqual(expect.arrayContaining([expect.stringMatching(/unrecognized_keys|invalid_union/)]));
      }
    }
  });

  it("page every list alike", () => {
    // A verification has a cursor, too, but its pages are stretches that it judged and no items.
    const paged = operations.filter(({ shape }) => keysOf(shape.response).includes("nextCursor"));
    const lists = paged.filter(({ id }) => id !== "verifyAuditEvents");
    // What a sign-in leads to is one answer: a person is in few workspaces.
    expect(lists.map(({ id }) => id)).toEqual(
      operations.map(({ id }) => id).filter((id) => id.startsWith("list") && id !== "listSignInWorkspaces"),
    );
    for (const { id, shape } of lists) {
      expect.soft(keysOf(shape.response), id).toEqual(["items", "nextCursor"]);
      expect.soft(keysOf(shape.query), id).toEqual(expect.arrayContaining(["limit", "cursor"]));
      expect.soft(shape.query?.parse({}), id).toMatchObject({ limit: 25 });
      expect.soft(shape.query?.safeParse({ limit: "100" }).success, id).toBe(true);
      for (const limit of ["0", "101", "1.5", "many"])
        expect.soft(shape.query?.safeParse({ limit }).success, id).toBe(false);
    }
  });

  it("may leave the body out only where its defaults make one", () => {
    for (const { id, shape } of operations) {
      if (shape.bodyOptional) expect.soft(shape.body?.safeParse({}).success, id).toBe(true);
    }
  });
});

describe("errors", () => {
  const given = called.flatMap(({ operation, shape }) => errorCodesOf(operation, shape));

  it("come from the table only, each once per operation", () => {
    for (const { id, operation, shape } of called) {
      const codes = errorCodesOf(operation, shape);
      for (const code of codes) expect.soft(Object.keys(ERRORS), id).toContain(code);
      expect.soft(new Set(codes).size, id).toBe(codes.length);
    }
  });

  it("are all given by some operation", () => {
    // The second line of defence of functions, for a request that did not pass the authorizer.
    const unlisted = ["not_authorized"];
    expect(Object.keys(ERRORS).filter((code) => !given.some((one) => one === code))).toEqual(unlisted);
  });

  it("include not_found wherever a path names a thing", () => {
    for (const { id, shape } of called) if (shape.path) expect.soft(shape.errors, id).toContain("not_found");
  });

  it("have a status that fits an error, a title and help", () => {
    for (const [code, { status, title }] of Object.entries(ERRORS)) {
      expect.soft(status, code).toBeGreaterThanOrEqual(400);
      expect.soft(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect.soft(title, code).toMatch(/^[A-Z].*[^.]$/);
    }
    for (const [code, help] of Object.entries(ERROR_HELP)) expect.soft(help, code).toMatch(/\.$/);
  });
});

/** The codes of an issue and, for a union, of its branches. */
function allCodes(issue: z.core.$ZodIssue): readonly string[] {
  return [issue.code, ...(issue.code === "invalid_union" ? issue.errors.flat().flatMap(allCodes) : [])];
}
