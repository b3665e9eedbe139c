import { useEffect, useRef, useState } from "react";
import { fieldError } from "../api/describe-error.ts";
import { findMistakes, type Mistakes, type TokenForm } from "./token-form.ts";

const NO_MISTAKES: Mistakes = new Map();

export interface TokenFormState {
  readonly form: TokenForm;
  readonly isChanged: boolean;
  readonly change: (changes: Partial<TokenForm>) => void;
  /** What is wrong with a field: found here, or said by the API. */
  readonly errorAt: (pointer: string) => string | undefined;
  /** Whether the form can be sent. What is wrong is shown from then on. */
  readonly check: () => boolean;
  /** To be put on the form's content: the first field that is wrong gets the focus. */
  readonly ref: (element: HTMLElement | null) => void;
}

/** What is written in a form about a token. A refusal changes nothing in it. */
export function useTokenForm(
  start: TokenForm,
  { error, latestEpochMs }: { readonly error: unknown; readonly latestEpochMs: number | undefined },
): TokenFormState {
  const [form, setForm] = useState(start);
  const [attempts, setAttempts] = useState(0);
  const element = useRef<HTMLElement>(null);
  const mistakes = attempts === 0 ? NO_MISTAKES : findMistakes(form, { nowEpochMs: Date.now(), latestEpochMs });
  const isWrong = error !== null && error !== undefined;
  // Each attempt that finds something moves the focus there; no other change does.
  useEffect(() => {
    if (attempts > 0 || isWrong) element.current?.querySelector<HTMLElement>(INVALID)?.focus();
  }, [attempts, isWrong]);
  return {
    form,
    isChanged: form !== start,
    change: (changes) => setForm((former) => ({ ...former, ...changes })),
    errorAt: (pointer) => mistakes.get(pointer) ?? fieldError(error, pointer),
    check() {
      const isFit = findMistakes(form, { nowEpochMs: Date.now(), latestEpochMs }).size === 0;
      if (!isFit) setAttempts((count) => count + 1);
      return isFit;
    },
    ref: (next) => {
      element.current = next;
    },
  };
}

const INVALID = '[aria-invalid="true"], [data-invalid] input:not(:disabled)';
