import type { DocumentFinding } from "../../../../../sdk/src/generated/types.ts";
import type { FieldError } from "../../../../../sdk/src/index.ts";
import { createLocator, findSyntaxError, lineAt, type TextRange } from "./editor/json-place.ts";

/** Something about a draft, at its place in the text. */
export interface Finding extends TextRange {
  readonly severity: "error" | "warning";
  readonly message: string;
  /** JSON Pointer into the document; undefined where the text is no JSON. */
  readonly pointer: string | undefined;
  readonly line: number;
}

export interface Review {
  readonly problems: readonly DocumentFinding[];
  readonly warnings: readonly DocumentFinding[];
}

const BODY_FIELD = "/draft";

export function syntaxFindings(text: string): readonly Finding[] {
  const error = findSyntaxError(text);
  if (error === undefined) return [];
  return [{ severity: "error", pointer: undefined, line: lineAt(text, error.from), ...error }];
}

/** What the checks of the rules and prices say. */
export function reviewFindings(text: string, { problems, warnings }: Review): readonly Finding[] {
  const place = createPlacing(text);
  return [
    ...problems.map(({ pointer, message }) => place("error", pointer, message)),
    ...warnings.map(({ pointer, message }) => place("warning", pointer, message)),
  ];
}

/** What the API says about the fields of a request whose `draft` is the document. */
export function fieldFindings(text: string, errors: readonly FieldError[]): readonly Finding[] {
  const place = createPlacing(text);
  return errors
    .filter(({ pointer }) => pointer === BODY_FIELD || pointer.startsWith(`${BODY_FIELD}/`))
    .map(({ pointer, message }) => place("error", pointer.slice(BODY_FIELD.length), message));
}

/** Where a finding is in a text that may have changed since. */
export function placeOf(text: string, { pointer }: Pick<Finding, "pointer">): TextRange | undefined {
  return pointer === undefined ? findSyntaxError(text) : createLocator(text)(pointer);
}

function createPlacing(text: string): (severity: Finding["severity"], pointer: string, message: string) => Finding {
  const locate = createLocator(text);
  return (severity, pointer, message) => {
    const range = locate(pointer);
    return { severity, pointer, message, line: lineAt(text, range.from), ...range };
  };
}
