import { useEffect, useRef, useState } from "react";
import { isLatchkeyError } from "../../../../sdk/src/index.ts";
import type { CardForm } from "./card-form.ts";
import { type ReadCard, readCard } from "./read-card.ts";

interface CardFormState {
  readonly form: CardForm;
  readonly change: (changes: Partial<CardForm>) => void;
  readonly isChanged: boolean;
  /** What is wrong with a field: found here, or said by the API. */
  readonly errorAt: ErrorAt;
  /** What is to be sent; undefined while something is wrong, which is shown from then on. */
  readonly check: () => ReadCard["body"] | undefined;
  /** To be put around the form: the first field that is wrong gets the focus. */
  readonly ref: (element: HTMLElement | null) => void;
}

export type ErrorAt = (pointer: string) => string | undefined;

const NOTHING: ReadCard["mistakes"] = new Map();
/** Conflicts that belong to a field as much as what the API says of it. */
const FIELDS_OF_CODES: Readonly<Record<string, string>> = { rate_card_exists: "/effectiveFrom" };

/** What became of the last attempt to save. */
interface Saving {
  readonly error: unknown;
  readonly variables: ReadCard["body"] | undefined;
}

/** What is written in the form of a rate card. A refusal changes nothing in it. */
export function useCardForm(start: CardForm, { error, variables: sent }: Saving): CardFormState {
  const [first] = useState(start);
  const [form, setForm] = useState(start);
  const [attempts, setAttempts] = useState(0);
  const element = useRef<HTMLElement>(null);
  const { body, mistakes: found } = readCard(form);
  const mistakes = attempts === 0 ? NOTHING : found;
  // What has been written anew since then is not what the API refused.
  const isAsSent = (pointer: string) =>
    JSON.stringify(valueAt(sent, pointer)) === JSON.stringify(valueAt(body, pointer));
  // Each attempt that finds something moves the focus there; no other change does.
  useEffect(() => {
    if (attempts > 0 || error !== null) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts, error]);
  return {
    form,
    change: (changes) => setForm((former) => ({ ...former, ...changes })),
    isChanged: form !== first,
    errorAt: (pointer) => mistakes.get(pointer) ?? (isAsSent(pointer) ? saidAt(error, pointer) : undefined),
    check() {
      const read = readCard(form);
      if (read.mistakes.size === 0) return read.body;
      setAttempts((count) => count + 1);
      return undefined;
    },
    ref: (next) => {
      element.current = next;
    },
  };
}

/** Of the field itself: what belongs to a part of it is said at that part. */
function saidAt(error: unknown, pointer: string): string | undefined {
  if (!isLatchkeyError(error)) return undefined;
  if (error.name === "ApiError" && FIELDS_OF_CODES[error.code] === pointer) return `${error.title}.`;
  const said = error.errors.filter((entry) => entry.pointer === pointer).map(({ message }) => message);
  return said.join(" ") || undefined;
}

/** Whether a conflict is one that its field says. */
export function isConflictOfField(error: unknown): boolean {
  return isLatchkeyError(error) && error.name === "ApiError" && error.code in FIELDS_OF_CODES;
}

/** What stands in a body at a JSON Pointer. */
function valueAt(body: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce(
      (value: unknown, name) => (typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined),
      body,
    );
}
