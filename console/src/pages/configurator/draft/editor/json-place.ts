import { jsonLanguage } from "@codemirror/lang-json";

/** Part of a text, in UTF-16 code units. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

type SyntaxNode = ReturnType<ReturnType<typeof jsonLanguage.parser.parse>["resolve"]>;

/** Where the first mistake of a text is that should be JSON, and what is the matter; undefined when it is JSON. */
export function findSyntaxError(text: string): (TextRange & { readonly message: string }) | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const range = firstError(text);
    if (range !== undefined) return describeError(text, range);
    // What the grammar of the editor lets pass, such as an escape that JSON does not have.
    return { from: 0, to: 0, message: error instanceof Error ? error.message : "This is not JSON." };
  }
}

/** Gives for each JSON Pointer (RFC 6901) the place of what it points to, or of the nearest thing around it that is there. */
export function createLocator(text: string): (pointer: string) => TextRange {
  const root = jsonLanguage.parser.parse(text).topNode.firstChild;
  return (pointer) => {
    let place: SyntaxNode | null = root;
    let key: SyntaxNode | null = null;
    for (const segment of segmentsOf(pointer)) {
      const next: Found | undefined = place === null ? undefined : step(text, place, segment);
      if (next === undefined) break;
      place = next.value;
      key = next.key;
    }
    if (place === null) return { from: 0, to: 0 };
    // A list or an object is marked where it begins: all of it underlined would say nothing.
    if (place.name !== "Object" && place.name !== "Array") return { from: place.from, to: place.to };
    return key === null ? { from: place.from, to: place.from + 1 } : { from: key.from, to: key.to };
  };
}

/** Number of the line that holds a position, from 1. */
export function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < position; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}

interface Found {
  readonly key: SyntaxNode | null;
  readonly value: SyntaxNode | null;
}

function step(text: string, container: SyntaxNode, segment: string): Found | undefined {
  if (container.name === "Object") {
    const properties = container.getChildren("Property");
    // Of two properties with one name the last one counts, as for JSON.parse.
    const property = properties.findLast((candidate) => nameOf(text, candidate) === segment);
    return property === undefined ? undefined : { key: property.firstChild, value: property.lastChild };
  }
  if (container.name !== "Array" || !/^\d+$/.test(segment)) return undefined;
  let index = 0;
  for (let child = container.firstChild; child !== null; child = child.nextSibling) {
    if (!VALUES.has(child.name)) continue;
    if (index === Number(segment)) return { key: null, value: child };
    index += 1;
  }
  return undefined;
}

const VALUES = new Set(["Object", "Array", "String", "Number", "True", "False", "Null"]);

function nameOf(text: string, property: SyntaxNode): string | undefined {
  const key = property.firstChild;
  if (key === null) return undefined;
  try {
    return JSON.parse(text.slice(key.from, key.to));
  } catch {
    return undefined;
  }
}

function segmentsOf(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function firstError(text: string): TextRange | undefined {
  let found: TextRange | undefined;
  jsonLanguage.parser.parse(text).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) found ??= { from, to };
      return found === undefined;
    },
  });
  return found;
}

function describeError(text: string, { from, to }: TextRange): TextRange & { readonly message: string } {
  const say = (message: string) => ({ from, to, message });
  if (text.trim() === "") return say("There is nothing here: a document is a JSON object.");
  const wrong = text.slice(from, to);
  if (wrong.startsWith('"')) return say("This text has no closing quote.");
  if (wrong !== "") return say(`${JSON.stringify(shorten(wrong))} is not JSON here.`);
  const before = text.slice(0, from).trimEnd();
  const after = text.slice(from).trimStart();
  if (after === "") return say("The text ends too early: a bracket is not closed.");
  if (!before.endsWith(",")) {
    return say(`Something is missing before ${JSON.stringify(shorten(after))}: a comma, perhaps.`);
  }
  return { from: before.length - 1, to: before.length, message: "This comma is one too many." };
}

function shorten(text: string): string {
  const [line = ""] = text.split("\n", 1);
  return line.length > 20 ? `${line.slice(0, 20)}…` : line;
}
