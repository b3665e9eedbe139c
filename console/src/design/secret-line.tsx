import { type ReactNode, useLayoutEffect, useRef } from "react";
import type { ShownSecret } from "../api/shown-secret.ts";
import { CopyButton } from "./button.tsx";

/** Empties a secret when the component that calls this goes. */
export function useSecretUntilClosed(secret: ShownSecret): void {
  useLayoutEffect(
    () => () => {
      secret.text = "";
    },
    [secret],
  );
}

/** Shows a secret, or a line that holds it, with a button that copies it. */
export function SecretLine({
  secret,
  format = asItIs,
  what,
}: {
  readonly secret: ShownSecret;
  /** What is shown of it; as it is when left out. */
  readonly format?: (text: string) => string;
  /** What is copied, such as "token". */
  readonly what: string;
}): ReactNode {
  const line = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = line.current;
    if (element !== null) element.textContent = format(secret.text);
    return () => {
      if (element !== null) element.textContent = "";
    };
  }, [secret, format]);
  return (
    <div className="secret">
      <code ref={line} />
      <CopyButton value={() => format(secret.text)} what={what} />
    </div>
  );
}

const asItIs = (text: string): string => text;
