import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, inject, it } from "vitest";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";
import { takeTour } from "../support/tour.ts";

/**
 * A grant that is missing in the template fails here and not first in AWS. `least-privilege.test.ts` shows that every statement has calls
 * which it alone allows; this shows, on whole platforms, that such a call really fails.
 */
describe("a platform whose template lacks a statement", () => {
  const cleanups: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
  });

  async function startWithout(role: RegExp, sid: string): Promise<TestPlatform> {
    const assemblyDirectory = mkdtempSync(join(tmpdir(), "latchkey-without-"));
    cleanups.push(() => rmSync(assemblyDirectory, { recursive: true, force: true }));
    cpSync(inject("assemblyDirectory"), assemblyDirectory, { recursive: true });
    const file = join(assemblyDirectory, "Latchkey.template.json");
    const template: Template = JSON.parse(readFileSync(file, "utf8"));
    expect(removeStatement(template, role, sid)).toBe(1);
    writeFileSync(file, JSON.stringify(template));
    const test = await startTestPlatform({ assemblyDirectory });
    cleanups.push(() => test.close());
    return test;
  }

  it.each([
    [/Uploads/, "PutObjectPending", /expected 403 to be 204/],
    [/Uploads/, "GetObjectFiles", /expected 403 to be 200/],
    [/EmbedEvents/, "PutItemTelemetry", /trackEvents 500/],
    [/ServiceAccounts/, "DeleteItemDirectory", /deleteServiceAccount 500/],
  ])("%s without %s fails the tour of the API", async (role, sid, failure) => {
    const test = await startWithout(role, sid);
    await expect(takeTour(test)).rejects.toThrow(failure);
    expect(test.platform.store.refusals()).not.toEqual([]);
  });
});

interface Template {
  readonly Resources: Readonly<
    Record<
      string,
      {
        readonly Type: string;
        readonly Properties: {
          readonly Policies?: readonly {
            readonly PolicyDocument: { Statement: readonly { readonly Sid?: string }[] };
          }[];
        };
      }
    >
  >;
}

/** How many statements were taken out. */
function removeStatement(template: Template, role: RegExp, sid: string): number {
  let removed = 0;
  for (const [logicalId, { Type, Properties }] of Object.entries(template.Resources)) {
    if (Type !== "AWS::IAM::Role" || !role.test(logicalId)) continue;
    for (const { PolicyDocument } of Properties.Policies ?? []) {
      const kept = PolicyDocument.Statement.filter((statement) => statement.Sid !== sid);
      removed += PolicyDocument.Statement.length - kept.length;
      PolicyDocument.Statement = kept;
    }
  }
  return removed;
}
