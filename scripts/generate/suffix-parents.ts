import { createRequire } from "node:module";
import type { GeneratedFile } from "./drift.ts";
import { formatTypescriptFence } from "./fence.ts";

/** The public suffix list as tldts ships it: a tree whose edges are labels, from the right. tldts itself can only be asked about one name. */
interface SuffixTree {
  /** 0: no rule ends here. */
  readonly nodeFlags: ArrayLike<number>;
  readonly edgeStart: ArrayLike<number>;
  readonly edgeChild: ArrayLike<number>;
  readonly edgeLength: ArrayLike<number>;
  /** All labels, one after the other, in the order of the edges. */
  readonly labelText: string;
  readonly rulesRoot: number;
}

/**
 * Names that are no public suffix themselves but have one below them: `amazonaws.com` above `s3.amazonaws.com`. A wildcard over such a name
 * reaches the websites of many owners as well.
 */
export function createSuffixParents(): GeneratedFile {
  const names = findSuffixParents(readTree());
  const content = `${formatTypescriptFence("the public suffix list that tldts ships")}
/** Names above public suffixes that are none themselves, such as \`amazonaws.com\` above \`s3.amazonaws.com\`. In A-labels. */
export const SUFFIX_PARENTS: ReadonlySet<string> = new Set([
${names.map((name) => `  ${JSON.stringify(name)},`).join("\n")}
]);
`;
  return { path: "functions/domain/generated/suffix-parents.ts", content };
}

function findSuffixParents({
  nodeFlags,
  edgeStart,
  edgeChild,
  edgeLength,
  labelText,
  rulesRoot,
}: SuffixTree): string[] {
  const offsets: number[] = [];
  let offset = 0;
  for (let edge = 0; edge < edgeLength.length; edge++) {
    offsets.push(offset);
    offset += edgeLength[edge] ?? 0;
  }
  const parents = new Set<string>();

  /** Whether a rule ends at this node or below it. */
  function visit(node: number, name: string): boolean {
    const isRule = nodeFlags[node] !== 0;
    let hasRuleBelow = false;
    for (let edge = edgeStart[node] ?? 0; edge < (edgeStart[node + 1] ?? 0); edge++) {
      const start = offsets[edge] ?? 0;
      const label = labelText.slice(start, start + (edgeLength[edge] ?? 0));
      const child = edgeChild[edge];
      if (child === undefined) throw new Error("an edge of the suffix tree leads nowhere");
      if (visit(child, name === "" ? label : `${label}.${name}`)) hasRuleBelow = true;
    }
    // A name of one label is a public suffix whether it is listed or not.
    if (hasRuleBelow && !isRule && name.includes(".")) {
      if (name.includes("*")) throw new Error(`a rule below the wildcard ${name} needs more than a set of names`);
      parents.add(new URL(`https://${name}`).hostname);
    }
    return isRule || hasRuleBelow;
  }
  visit(rulesRoot, "");
  return [...parents].sort();
}

/** The tree is no part of tldts' public interface: what is there must have the shape that is read here. */
function readTree(): SuffixTree {
  const tree: unknown = createRequire(import.meta.url)("tldts/dist/cjs/src/data/trie.js");
  if (!isTree(tree)) throw new Error("tldts keeps the public suffix list in another form now: adapt this file");
  return tree;
}

function isTree(value: unknown): value is SuffixTree {
  if (typeof value !== "object" || value === null) return false;
  const { labelText, rulesRoot, ...lists } = value as Record<string, unknown>;
  const names = ["nodeFlags", "edgeStart", "edgeChild", "edgeLength"];
  return (
    typeof labelText === "string" &&
    typeof rulesRoot === "number" &&
    names.every((name) => ArrayBuffer.isView(lists[name]))
  );
}
