#!/usr/bin/env node
import { createReadStream, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type AuditTrailReport, verifyAuditTrail } from "../src/audit-chain.ts";
import type { AuditChainHead } from "../src/generated/types.ts";

const USAGE = `Usage: latchkey-audit-verify <export.jsonl> [--checkpoint <heads.json>] [--save <heads.json>]

Verifies an exported audit trail without the server that it comes from. "-" reads standard input.
  --checkpoint  what an earlier run saved: finds that the end is missing, or that all was written anew
  --save        keeps the heads of a trail that verifies, for the next run; keep the file away from the server
Ends with 0 when the trail verifies, 1 when it does not, 2 when that could not be found out.
`;
const PROBLEMS_SHOWN_MAX = 20;

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`Not verified: ${error instanceof Error ? error.message : "unknown reason"}\n`);
  return 2;
});

async function run(parameters: string[]): Promise<0 | 1 | 2> {
  const { values, positionals } = parseArgs({
    args: parameters,
    options: { checkpoint: { type: "string" }, save: { type: "string" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  const [file, ...others] = positionals;
  if (values.help === true) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (file === undefined || others.length > 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  const checkpoint = values.checkpoint === undefined ? [] : parseHeads(readFileSync(values.checkpoint, "utf8"));
  const report = await verifyAuditTrail(readLines(file), { checkpoint });
  if (report.checked === 0 && checkpoint.length === 0) throw new Error("the export holds no event");
  const heads = `${JSON.stringify(report.heads, null, 2)}\n`;
  if (report.verified && values.save !== undefined) writeFileSync(values.save, heads, { mode: 0o600 });
  process.stdout.write(describe(report, checkpoint.length > 0));
  return report.verified ? 0 : 1;
}

async function* readLines(file: string): AsyncGenerator<string> {
  const input = file === "-" ? process.stdin : createReadStream(file);
  let rest = "";
  for await (const chunk of input.setEncoding("utf8")) {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest;
}

function describe({ verified, checked, problems, heads }: AuditTrailReport, hasCheckpoint: boolean): string {
  const size = `${checked} events in ${heads.length} chains`;
  if (verified) {
    const hint = hasCheckpoint ? "" : " Without a checkpoint, what is missing at the end does not show.";
    return `Verified: ${size}.${hint}\n`;
  }
  const shown = problems.slice(0, PROBLEMS_SHOWN_MAX);
  const lines = shown.map(({ chain, sequence, code }) => `  chain ${chain}, event ${sequence}: ${code}\n`);
  const more = problems.length > shown.length ? `  and ${problems.length - shown.length} more\n` : "";
  return `NOT VERIFIED: ${size}, problems: ${problems.length}.\n${lines.join("")}${more}`;
}

/** @throws for what is no checkpoint: to go on without one would be to say too much */
function parseHeads(text: string): AuditChainHead[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value) || !value.every(isHead)) throw new Error("the checkpoint is not a list of heads");
  return value;
}

function isHead(value: unknown): value is AuditChainHead {
  if (typeof value !== "object" || value === null) return false;
  const { chain, sequence, hash }: Readonly<Record<string, unknown>> = { ...value };
  return Number.isSafeInteger(chain) && Number.isSafeInteger(sequence) && typeof hash === "string";
}
