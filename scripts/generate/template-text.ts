import type { GeneratedFile } from "./drift.ts";

const PATH = "infra/generated/template.txt";
const WIDTH = 150;

const HEAD = `# Generated from infra/ by \`npm run generate\`. Do not edit.
#
# What a deployment makes in AWS, for review: a change of the code that changes this file changes accounts. \${Name} is a reference,
# \${Name.Attribute} an attribute. <asset>, <digest> and <version> stand for what differs from build to build.
`;

/** The synthesized template as text that one can read and compare: sorted, one resource at a time, without what every build changes. */
export function createTemplateText(template: unknown): GeneratedFile {
  const { Resources: resources, ...sections } = asRecord(template);
  const byType = Map.groupBy(Object.entries(asRecord(resources)), ([, resource]) => String(asRecord(resource).Type));
  const parts = [
    ...sorted(Object.entries(sections)).map(([name, section]) => formatSection(name, section)),
    ...sorted([...byType]).map(([type, entries]) =>
      formatSection(
        `${type} (${entries.length})`,
        Object.fromEntries(entries.map(([id, resource]) => [id, flatten(asRecord(resource))])),
      ),
    ),
  ];
  return { path: PATH, content: `${HEAD}\n${parts.join("\n")}` };
}

function formatSection(name: string, section: unknown): string {
  const value = simplify(section);
  if (!isRecord(value)) return `== ${name}: ${formatInline(value)}\n`;
  const entries = sorted(Object.entries(value)).map(([key, entry]) => formatEntry(key, entry, ""));
  return `== ${name}\n${entries.join("")}`;
}

/** A resource without its type, which the section has in its name. */
function flatten({ Type, Properties, Metadata, ...attributes }: Readonly<Record<string, unknown>>): unknown {
  const marked = Object.entries(attributes).map(([name, value]) => [`(${name})`, value]);
  return { ...Object.fromEntries(marked), ...asRecord(Properties ?? {}) };
}

/** Puts references into the text that they are a part of, and takes out what every build changes. */
function simplify(value: unknown, name = ""): unknown {
  if (typeof value === "string") return name === "VERSION" ? "<version>" : withoutBuild(value);
  if (Array.isArray(value)) return value.map((entry) => simplify(entry));
  if (!isRecord(value)) return value;
  const [entry, ...others] = Object.entries(value);
  if (entry !== undefined && others.length === 0) {
    const [key, argument] = entry;
    if (key === "Ref") return `\${${argument}}`;
    if (key === "Fn::GetAtt" && Array.isArray(argument)) return `\${${argument.join(".")}}`;
    if (key === "Fn::Sub" && typeof argument === "string") return withoutBuild(argument);
    if (key === "Fn::Join" && Array.isArray(argument) && argument[0] === "" && Array.isArray(argument[1])) {
      const parts = argument[1].map((part) => simplify(part));
      if (parts.every((part) => typeof part === "string")) return parts.join("");
    }
  }
  return Object.fromEntries(sorted(Object.entries(value)).map(([key, part]) => [key, simplify(part, key)]));
}

function withoutBuild(text: string): string {
  return text
    .replace(/[0-9a-f]{64}/g, "<asset>")
    .replace(/sha384-[A-Za-z0-9+/=]+/g, "<digest>")
    .replace(/(\/assets\/)[\w.-]+\.js$/, "$1<asset>.js");
}

function formatEntry(key: string, value: unknown, indent: string): string {
  const inline = `${indent}${key}: ${formatInline(value)}`;
  const isShort = inline.length <= WIDTH || typeof value !== "object" || value === null;
  if (isShort) return `${inline}\n`;
  const parts = Array.isArray(value)
    ? value.map((entry) => formatEntry("-", entry, `${indent}  `))
    : Object.entries(value).map(([name, entry]) => formatEntry(name, entry, `${indent}  `));
  return `${indent}${key}:\n${parts.join("")}`;
}

function formatInline(value: unknown): string {
  if (typeof value === "string") return isPlain(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(formatInline).join(", ")}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, entry]) => `${name}: ${formatInline(entry)}`)
    .join(", ")}}`;
}

/** What needs no quotes to be told from a number or from the signs around it. */
function isPlain(text: string): boolean {
  return /^[\w$/<]([\w${}<>./:@*+ -]*[\w}*/>])?$/.test(text) && !/^([\d.]+|true|false|null)$|: /.test(text);
}

function sorted<Value>(entries: readonly (readonly [string, Value])[]): (readonly [string, Value])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw new Error("the template is not what CloudFormation takes");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
