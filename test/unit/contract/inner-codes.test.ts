import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { DENY_REASON_HELP } from "../../../contract/deny-reasons.ts";
import { ERRORS } from "../../../contract/errors.ts";
import { INNER_CODE_HELP } from "../../../contract/inner-codes.ts";
import { CHAIN_PROBLEMS } from "../../../functions/domain/audit-chain.ts";
import {
  DOCUMENT_PROBLEM_CODES,
  DOCUMENT_WARNING_CODES,
} from "../../../functions/domain/configurator/document-problem.ts";
import { VALUE_PROBLEM_CODES } from "../../../functions/domain/configurator/parse-values.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const read = (path: string) => readFileSync(`${root}/${path}`, "utf8");

describe("codes inside answers", () => {
  it.each([
    ["of a document's problems", DOCUMENT_PROBLEM_CODES],
    ["of a document's warnings", DOCUMENT_WARNING_CODES],
    ["of values", VALUE_PROBLEM_CODES],
    ["of an audit trail", CHAIN_PROBLEMS],
  ])("have a text each: those %s", (_, codes) => {
    expect(codes.filter((code) => !Object.hasOwn(INNER_CODE_HELP, code))).toEqual([]);
  });

  it("have a text each: those that functions write down", () => {
    const files = globSync("functions/**/*.ts", { cwd: root });
    const written = files.flatMap((file) =>
      [...read(file).matchAll(/\bcode: "([a-z_]+)"/g)].map(([, code = ""]) => code),
    );
    const known = { ...INNER_CODE_HELP, ...ERRORS, ...DENY_REASON_HELP };
    expect(new Set(written).size).toBeGreaterThan(40);
    expect([...new Set(written)].filter((code) => !Object.hasOwn(known, code))).toEqual([]);
  });

  it("say where they stand, what happened and what to do, in whole sentences", () => {
    for (const [code, { where, message, fix }] of Object.entries(INNER_CODE_HELP)) {
      expect.soft(where, code).toMatch(/`[a-zA-Z[\].]*(code|reason)`|`invalid_domain`/);
      expect.soft(message, code).toMatch(/^[A-Z`].*[.]$/);
      expect.soft(fix, code).toMatch(/^[A-Z`].*[.]$/);
    }
  });

  it("are linked from the page of the error that has them", () => {
    const page = read("docs/errors/document_not_valid.md");
    for (const code of DOCUMENT_PROBLEM_CODES) expect.soft(page).toContain(`[${code}](${code}.md)`);
    for (const code of DOCUMENT_WARNING_CODES) expect.soft(page).not.toContain(`[${code}](${code}.md)`);
    expect(read("docs/errors/file_not_accepted.md")).toContain("[wrong_content](wrong_content.md)");
  });

  it("are linked from the guides that list them", () => {
    const guides = {
      "configurators.md": [...DOCUMENT_PROBLEM_CODES, ...DOCUMENT_WARNING_CODES],
      "audit.md": CHAIN_PROBLEMS,
    };
    for (const [name, codes] of Object.entries(guides)) {
      const guide = read(`docs/guides/${name}`);
      for (const code of codes) expect.soft(guide).toContain(`[\`${code}\`](../errors/${code}.md)`);
    }
  });
});
