import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";

export function Brand(): ReactNode {
  return (
    <span className="brand">
      <KeyRound aria-hidden /> Latchkey
    </span>
  );
}
