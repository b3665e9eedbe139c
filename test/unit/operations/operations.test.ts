import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { OPERATIONS, type Operation } from "../../../contract/operations.ts";
import { DENY_REASONS } from "../../../functions/domain/deny-reasons.ts";
import { synthesizeApp } from "../infra/template.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = join(root, "docs/operations");
const pages = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".md"))
  .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
const runbooks = pages.filter(({ name }) => name.startsWith("runbooks/"));
const sources = readdirSync(join(root, "functions"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(join(root, "functions", name), "utf8"))
  .join("\n");
const template = synthesizeApp();

/** Of the whole query language, what our pages use. */
const WORDS = new Set(
  "by as desc asc and or like in filter stats sort fields limit count sum pct bin ispresent m h s d".split(" "),
);
/** What Powertools and CloudWatch Logs add to every line. */
const LINE_FIELDS = ["level", "message", "service", "timestamp", "@timestamp", "@message", "type", "record.status"];

interface Query {
  readonly page: string;
  readonly log: string;
  readonly text: string;
}

const queries: readonly Query[] = pages.flatMap(({ name, text }) => [
  ...[...text.matchAll(/```logs\n# (.+)\n([\s\S]*?)```/g)].map(([, log = "", query = ""]) => ({
    page: name,
    log,
    text: query,
  })),
  ...[...text.matchAll(/<<< '([^']+)'/g)].map(([, query = ""]) => ({ page: name, log: "function", text: query })),
]);

function fieldsOf(query: string): readonly string[] {
  const bare = query.replaceAll(/"[^"]*"|\blike \/[^/]+\//g, " ");
  const made = new Set([...bare.matchAll(/\bas (\w+)/g)].map(([, alias]) => alias));
  return [...bare.matchAll(/@?[A-Za-z][\w.]*/g)]
    .map(([word]) => word)
    .filter((word) => !WORDS.has(word) && !made.has(word));
}

function accessLogFields(): readonly string[] {
  const stage = Object.values(template.Resources).find(({ Type }) => Type === "AWS::ApiGatewayV2::Stage");
  const settings = stage?.Properties.AccessLogSettings as { readonly Format: string } | undefined;
  return ["@timestamp", ...Object.keys(JSON.parse(settings?.Format ?? "{}"))];
}

/** Every page makes its commands with the names that the README defines. */
const resources = pages.flatMap(({ name, text }) =>
  [...text.matchAll(/resource (AWS::\w+::\w+) (Latchkey\w+)(?![\w$]| \| while)/g)]
    // What is read line by line may be many. A word that is made in a loop ends at its `$`.
    .map(([, type = "", prefix = ""]) => ({ page: name, type, prefix })),
);

describe("the runbooks", () => {
  it.each(runbooks)("$name says what it means, where to look, what to do and what comes after", ({ name, text }) => {
    expect(text.startsWith(`# ${name.slice("runbooks/".length, -".md".length)}\n`)).toBe(true);
    expect(text).toMatch(/\*\*(Meaning\.|End it|The quote key\.)/);
    expect(text).toMatch(/\*\*Afterwards\.\*\*/);
    expect(readFileSync(join(folder, "README.md"), "utf8")).toContain(`(${name})`);
  });

  it("look into logs", () => {
    for (const { name } of runbooks) expect(queries.map(({ page }) => page)).toContain(name);
  });
});

describe("the queries", () => {
  it.each(queries.filter(({ log }) => log === "access log"))(
    "of $page name fields of the access log: $text",
    ({ text }) => {
      for (const field of fieldsOf(text)) expect(accessLogFields()).toContain(field);
    },
  );

  it.each(queries.filter(({ log }) => log !== "access log"))(
    "of $page name fields that are logged: $text",
    ({ text }) => {
      for (const field of fieldsOf(text)) {
        if (!LINE_FIELDS.includes(field)) expect(sources).toMatch(new RegExp(`\\b${field}\\b[:,} ]`));
      }
    },
  );

  it("ask for messages and reasons that there are", () => {
    for (const { text } of queries) {
      for (const [, message = ""] of text.matchAll(/message = "([^"]+)"/g)) expect(sources).toContain(`"${message}"`);
      const [, list = ""] = /reason in \[([^\]]+)\]/.exec(text) ?? [];
      const reasons = [...text.matchAll(/reason = "(\w+)"/g), ...list.matchAll(/"(\w+)"/g)].map(([, reason]) => reason);
      for (const reason of reasons) expect(DENY_REASONS).toContain(reason);
    }
  });
});

describe("the commands", () => {
  it.each(resources.filter(({ type }) => type !== "AWS::SQS::Queue"))(
    "of $page name a resource of the stack, and one only: $prefix",
    ({ type, prefix }) => {
      const found = Object.entries(template.Resources).filter(
        ([id, resource]) => resource.Type === type && id.startsWith(prefix),
      );
      expect(found).toHaveLength(1);
    },
  );

  it("ask for outputs that the stack has", () => {
    for (const { text } of pages) {
      for (const [, name = ""] of text.matchAll(/\$\(output (\w+)\)/g)) expect(template.Outputs).toHaveProperty(name);
    }
  });

  it.each(pages)("of $name use routes of the contract", ({ text }) => {
    const operations: readonly Operation[] = Object.values(OPERATIONS);
    const routes = operations.map(({ method, path }) => ({ method, pattern: path.replaceAll(/\{\w+\}/g, "{}") }));
    const bare = (path: string) => path.replaceAll(/\{\w+\}|\$TOKEN_ID/g, "{}");
    for (const [, method, path = ""] of text.matchAll(/\b(GET|POST|PATCH|PUT|DELETE) (\/[\w./{}-]+)/g)) {
      expect(routes).toContainEqual({ method, pattern: bare(path) });
    }
    for (const [, path = ""] of text.matchAll(/\$LATCHKEY(\/[\w./$-]+)/g)) {
      expect(routes.map(({ pattern }) => pattern)).toContain(bare(path));
    }
  });

  it.each(pages)("and links of $name lead somewhere", ({ name, text }) => {
    for (const [, target = ""] of text.matchAll(/\]\(([^)#\s]+)(?:#[\w-]+)?\)/g)) {
      if (!target.startsWith("http")) expect(existsSync(join(folder, dirname(name), target)), target).toBe(true);
    }
  });
});
