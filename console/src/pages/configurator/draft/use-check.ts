import { useEffect, useState } from "react";
import { type ConfiguratorDocument, DOCUMENT_LIMITS } from "../../../../../functions/domain/configurator/document.ts";
import { isLatchkeyError } from "../../../../../sdk/src/index.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { type Finding, fieldFindings, reviewFindings, syntaxFindings } from "./findings.ts";

export interface Check {
  readonly state: "checking" | "checked" | "failed";
  /** Of the text that was checked last. */
  readonly findings: readonly Finding[];
  /** The last text that was a document, whatever is wrong with its rules. */
  readonly document: ConfiguratorDocument | undefined;
  /** Whether the text is that document. */
  readonly isCurrent: boolean;
  /** Why there was no answer. */
  readonly error: unknown;
}

/** Nobody stops typing for less; and so often at most the API is asked. */
const SETTLED_MS = 600;

const NOTHING: Check = { state: "checking", findings: [], document: undefined, isCurrent: false, error: undefined };

/** Checks a draft once its text has settled: one request at a time, and none for a text that is not JSON or too long. */
export function useCheck(text: string): Check {
  const { client } = useWorkspace();
  const [check, setCheck] = useState(NOTHING);
  useEffect(() => {
    const abort = new AbortController();
    const change = (changes: Partial<Check>): void => {
      if (!abort.signal.aborted) setCheck((former) => ({ ...former, ...changes }));
    };
    const run = async (): Promise<void> => {
      const findings = localFindings(text);
      if (findings.length > 0) {
        change({ state: "checked", findings, isCurrent: false, error: undefined });
        return;
      }
      const document: ConfiguratorDocument = JSON.parse(text);
      try {
        const review = await client.configurators.check({ draft: document }, { signal: abort.signal });
        const found = reviewFindings(text, review);
        change({ state: "checked", findings: found, document, isCurrent: true, error: undefined });
      } catch (error) {
        const refused = isLatchkeyError(error) ? fieldFindings(text, error.errors) : [];
        if (refused.length > 0) change({ state: "checked", findings: refused, isCurrent: false, error: undefined });
        else change({ state: "failed", error });
      }
    };
    change({ state: "checking" });
    const timer = setTimeout(() => void run(), SETTLED_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, text]);
  return check;
}

function localFindings(text: string): readonly Finding[] {
  const mistakes = syntaxFindings(text);
  if (mistakes.length > 0) return mistakes;
  const bytes = new TextEncoder().encode(JSON.stringify(JSON.parse(text))).length;
  if (bytes <= DOCUMENT_LIMITS.documentBytes) return [];
  const message = `The document has ${bytes} bytes without spaces; it may have ${DOCUMENT_LIMITS.documentBytes}.`;
  return [{ severity: "error", message, pointer: "", line: 1, from: 0, to: 1 }];
}
