import { createHash, randomUUID } from "node:crypto";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RoleUse } from "../local/iam/dynamodb-authorizer.ts";
import type { PolicyRequest } from "../local/iam/policy-evaluator.ts";
import { formatPrivilege } from "../local/iam/privileges.ts";

/** What one platform has seen of one role. */
export interface Recording {
  readonly roleName: string;
  /** Digest of the role's policies. What was seen under other policies says nothing about these. */
  readonly policy: string;
  /** The privileges that calls needed, as `formatPrivilege` writes them. */
  readonly needed: readonly string[];
  readonly refused: readonly PolicyRequest[];
}

/** The folder that platforms of tests leave their recordings in, if it is set. */
export const RECORDINGS_VARIABLE = "LATCHKEY_TEST_PRIVILEGES";

export function digestPolicy(statements: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(statements)).digest("hex");
}

export function createRecording({ roleName, statements, needed, refused }: RoleUse): Recording {
  return { roleName, policy: digestPolicy(statements), needed: needed.map(formatPrivilege), refused };
}

/** Leaves a file of its own, so that platforms of several processes can share the folder. */
export function writeRecordings(directory: string, recordings: readonly Recording[]): void {
  mkdirSync(directory, { recursive: true });
  const seen = recordings.filter(({ needed, refused }) => needed.length + refused.length > 0);
  writeFileSync(join(directory, `${randomUUID()}.json`), JSON.stringify(seen));
}

/** @throws Error when the folder holds none */
export function readRecordings(directory: string): readonly Recording[] {
  const files = globSync("*.json", { cwd: directory });
  if (files.length === 0) throw new Error(`${directory} holds no recordings`);
  return files.flatMap((file): Recording[] => JSON.parse(readFileSync(join(directory, file), "utf8")));
}
