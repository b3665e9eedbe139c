import { lazy, type ReactNode, Suspense } from "react";
import type { Configurator } from "../../../../../sdk/src/generated/types.ts";
import { CopyButton } from "../../../design/button.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { SelectField } from "../../../design/field.tsx";
import { ErrorNotice, Skeleton } from "../../../design/page.tsx";
import { DiffView, formatDocument } from "../diff-view.tsx";
import { useVersion } from "./use-version.ts";

const JsonEditor = lazy(() => import("../draft/json-editor.tsx"));

/** One version as it is, or beside the draft or another version. */
export function VersionDialog({
  configurator,
  version,
  against,
  versions,
  onChange,
}: {
  readonly configurator: Configurator;
  /** As the address has it; empty while the dialog is closed. */
  readonly version: string;
  /** `draft`, a version, or empty. */
  readonly against: string;
  /** Those that can be chosen. */
  readonly versions: readonly number[];
  readonly onChange: (address: { readonly version?: string; readonly against?: string }) => void;
}): ReactNode {
  const shown = useVersion(configurator.id, numberIn(version));
  const other = useVersion(configurator.id, numberIn(against));
  const otherDocument = against === "draft" ? configurator.draft : other.data?.document;
  const error = shown.error ?? other.error;
  const options = [
    { value: "", label: "Nothing: show it as it is" },
    { value: "draft", label: "The saved draft" },
    ...versions
      .filter((other) => `${other}` !== version)
      .map((other) => ({ value: `${other}`, label: `Version ${other}` })),
  ];
  return (
    <Dialog
      wide
      open={version !== ""}
      onClose={() => onChange({ version: "", against: "" })}
      title={`Version ${version}`}
      description={shown.data?.comment ?? undefined}
    >
      <SelectField
        label="Compare with"
        value={against}
        options={options}
        onChange={(event) => onChange({ version, against: event.currentTarget.value })}
      />
      {error === null ? undefined : <ErrorNotice error={error} />}
      {shown.data === undefined || (against !== "" && otherDocument === undefined) ? (
        error === null ? (
          <Skeleton lines={8} />
        ) : undefined
      ) : against === "" ? (
        <>
          <div>
            <CopyButton value={formatDocument(shown.data.document)} what={`the document of version ${version}`} small />
          </div>
          <Suspense fallback={<Skeleton lines={8} />}>
            <JsonEditor label={`Version ${version}, JSON`} text={formatDocument(shown.data.document)} readOnly />
          </Suspense>
        </>
      ) : (
        <>
          <p className="small muted">
            {against === "draft"
              ? `From version ${version} to the draft.`
              : `From version ${version} to version ${against}.`}
          </p>
          <DiffView before={shown.data.document} after={otherDocument} label="Differences" />
        </>
      )}
    </Dialog>
  );
}

/** A version's number as the address has it. */
function numberIn(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
