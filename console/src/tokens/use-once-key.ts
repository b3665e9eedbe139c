import { useRef } from "react";

/**
 * Idempotency keys for a form that makes something: the same key as long as the same is sent, so that sending it again after a lost answer makes
 * nothing twice.
 */
export function useOnceKey(): (body: unknown) => string {
  const last = useRef<{ readonly body: string; readonly key: string }>(undefined);
  return (body) => {
    const text = JSON.stringify(body);
    if (last.current?.body !== text) last.current = { body: text, key: crypto.randomUUID() };
    return last.current.key;
  };
}
