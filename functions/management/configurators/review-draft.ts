import { configuratorDocument } from "../../../contract/schemas/configurator-document.ts";
import { checkParts } from "../../domain/configurator/check-document.ts";
import { type DocumentPath, type DocumentProblem, FINDINGS_MAX } from "../../domain/configurator/document-problem.ts";
import { describeIssue } from "../../http/describe-issue.ts";
import { type Findings, findingsOf, formatFinding } from "./findings.ts";

/** What is wrong with something that is to become a document: with its shape, and with all that can be looked at in spite of that. */
export function reviewDraft(draft: unknown): Findings {
  const parsed = configuratorDocument.safeParse(draft);
  if (parsed.success) return findingsOf(parsed.data);
  const { issues } = parsed.error;
  const problems = [...issues.flatMap(describeIssue), ...checkSoundPart(draft, issues).map(formatFinding)];
  return { problems: problems.slice(0, FINDINGS_MAX), warnings: [] };
}

interface ShapeIssue {
  readonly path: readonly PropertyKey[];
}

/** Lists whose entries can be left out without making the rest of the document another one. */
const LISTS: readonly DocumentPath[] = [["attributes"], ["rules"], ["media", "layers"]];

/** May be no mistake, where an attribute was left out. */
const CONSEQUENCES: ReadonlySet<string> = new Set(["unknown_attribute", "price_below_zero"]);

/** Looks at a draft without the entries that have a wrong shape. Nothing, where more than such entries is wrong. */
function checkSoundPart(draft: unknown, issues: readonly ShapeIssue[]): readonly DocumentProblem[] {
  const rest: unknown = structuredClone(draft);
  const left = new Map<string, Set<number>>();
  for (const issue of issues) {
    const list = LISTS.find((path) => path.every((part, depth) => issue.path[depth] === part));
    const index = list && issue.path[list.length];
    if (list === undefined || typeof index !== "number") return [];
    left.set(list.join(), (left.get(list.join()) ?? new Set()).add(index));
  }
  const kept = new Map<string, readonly number[]>();
  for (const path of LISTS) {
    const holder = path.slice(0, -1).reduce(memberOf, rest);
    const name = String(path.at(-1));
    const entries = memberOf(holder, name);
    if (typeof holder !== "object" || holder === null || !Array.isArray(entries)) continue;
    const indexes = [...entries.keys()].filter((index) => !left.get(path.join())?.has(index));
    kept.set(path.join(), indexes);
    Reflect.set(
      holder,
      name,
      indexes.map((index) => entries[index]),
    );
  }
  const parsed = configuratorDocument.safeParse(rest);
  if (!parsed.success) return [];
  return checkParts(parsed.data)
    .filter(({ code }) => !left.has("attributes") || !CONSEQUENCES.has(code))
    .map((problem) => ({ ...problem, path: placeInDraft(problem.path, kept) }));
}

/** Where something is when the entries that were left out are there, too. */
function placeInDraft(path: DocumentPath, kept: ReadonlyMap<string, readonly number[]>): DocumentPath {
  const list = LISTS.find((parts) => parts.every((part, depth) => path[depth] === part));
  const index = list && path[list.length];
  if (list === undefined || typeof index !== "number") return path;
  return path.with(list.length, kept.get(list.join())?.[index] ?? index);
}

function memberOf(value: unknown, name: string | number): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
