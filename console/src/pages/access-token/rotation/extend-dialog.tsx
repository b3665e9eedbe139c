import { type ReactNode, useState } from "react";
import type { Token } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { FormDialog } from "../../../design/dialog.tsx";
import { RadioGroup } from "../../../design/field.tsx";
import { ErrorNotice } from "../../../design/page.tsx";
import { formatInstant } from "../../../design/time.tsx";
import { useNotifications } from "../../../design/toast.tsx";
import { useTokenChange } from "../../../tokens/use-token-change.ts";
import { extensionsOf } from "./judge-rotation.ts";

/** Lets the old secret of a running rotation count until another time, later or sooner. */
export function ExtendDialog({
  token: { id, label },
  rotation,
  onClose,
}: {
  readonly token: Token;
  readonly rotation: NonNullable<Token["rotation"]>;
  readonly onClose: () => void;
}): ReactNode {
  const { client } = useWorkspace();
  const { done } = useNotifications();
  const [nowEpochMs] = useState(Date.now);
  const choices = extensionsOf(rotation, nowEpochMs).map((seconds) => ({
    value: `${seconds}`,
    label: describeLength(seconds),
    hint: `Until ${formatInstant(new Date(nowEpochMs + seconds * 1000).toISOString())}`,
  }));
  const [chosen, setChosen] = useState<string>();
  const end = Date.parse(rotation.previousValidUntil);
  // The first that is clearly later than the present end: nobody shortens it by Enter alone.
  const value =
    chosen ??
    (choices.find((choice) => nowEpochMs + (Number(choice.value) - HOUR) * 1000 > end) ?? choices.at(-1))?.value;
  const extend = useTokenChange(async (graceSeconds: number) => {
    const changed = await client.tokens.extendRotation(id, { graceSeconds });
    if (changed.rotation !== null)
      done(`The old secret counts until ${formatInstant(changed.rotation.previousValidUntil)}.`);
    onClose();
  });
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Keep the old secret of ${label} longer`}
      description={`It counts until ${formatInstant(rotation.previousValidUntil)} now, and 30 days after the rotation at the longest.`}
      submitLabel="Set the end"
      busy={extend.isPending || value === undefined}
      onSubmit={() => value !== undefined && extend.mutate(Number(value))}
    >
      {choices.length === 0 ? (
        <p>The 30 days are nearly over: the end cannot be moved any more.</p>
      ) : (
        <RadioGroup legend="From now on, for" choices={choices} value={value} onChange={setChosen} />
      )}
      {extend.error === null ? undefined : <ErrorNotice error={extend.error} />}
    </FormDialog>
  );
}

const HOUR = 3600;
const DAY = 24 * HOUR;

function describeLength(seconds: number): string {
  const [count, unit] = seconds < DAY ? [seconds / HOUR, "hour"] : [seconds / DAY, "day"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
