import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { GatewayEnvironments } from "../../../../../sdk/src/generated/types.ts";
import { fieldError } from "../../../api/describe-error.ts";
import { useChange } from "../../../api/use-change.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { useConfirm } from "../../../design/confirm.tsx";
import { FormDialog } from "../../../design/dialog.tsx";
import { TextField } from "../../../design/field.tsx";
import { Notice, Skeleton } from "../../../design/page.tsx";
import { formatDocument } from "../../configurator/diff-view.tsx";
import { ServiceError } from "../../services/service-error.tsx";
import { parseDocument } from "./parse-document.ts";
import { versionQuery } from "./version-query.ts";

const JsonEditor = lazy(() => import("../../configurator/draft/json-editor.tsx"));

const EMPTY_DOCUMENT = "{\n  \n}";

/** A new version. It begins with the newest one, so that it need not be written anew. */
export function VersionForm({
  serviceId,
  environments: { latestVersion, staging },
  onClose,
}: {
  readonly serviceId: string;
  readonly environments: GatewayEnvironments;
  readonly onClose: () => void;
}): ReactNode {
  const { workspaceId, client } = useWorkspace();
  const confirm = useConfirm();
  const [typed, setTyped] = useState<string>();
  const [comment, setComment] = useState("");
  const [mistake, setMistake] = useState<string>();
  const newest = useQuery({
    ...versionQuery({ client, workspaceId, serviceId, version: latestVersion ?? 0 }),
    enabled: latestVersion !== null,
  });
  const start =
    latestVersion === null || newest.isError
      ? EMPTY_DOCUMENT
      : newest.data === undefined
        ? undefined
        : formatDocument(newest.data.document);
  const create = useChange(
    (document: Readonly<Record<string, unknown>>) =>
      client.gatewayConfigurations.createVersion(serviceId, {
        document,
        ...(comment.trim() !== "" && { comment: comment.trim() }),
      }),
    {
      renews: ["gateway"],
      done: ({ version }) => `Version ${version} is created${staging.pinned ? "" : ", and staging has it"}.`,
    },
  );
  const close = async (): Promise<void> => {
    const isChanged = (typed !== undefined && typed !== start) || comment !== "";
    const isSure =
      !isChanged ||
      (await confirm({
        title: "Throw away what you wrote?",
        body: <p>No version has been made of it.</p>,
        confirmLabel: "Throw away",
        danger: true,
      }));
    if (isSure) onClose();
  };
  const submit = (): void => {
    if (start === undefined) return;
    const parsed = parseDocument(typed ?? start);
    setMistake(parsed.ok ? undefined : parsed.mistake);
    if (parsed.ok) create.mutate(parsed.document, { onSuccess: onClose });
  };
  const documentError = mistake ?? fieldError(create.error, "/document");
  return (
    <FormDialog
      open
      wide
      onClose={() => void close()}
      title="Create version"
      description={
        latestVersion === null
          ? "What your gateway runs with: any JSON object, up to 256 kB."
          : `Begins with version ${latestVersion}. A version never changes afterwards.`
      }
      submitLabel="Create"
      busy={create.isPending}
      onSubmit={submit}
    >
      {start === undefined ? (
        <Skeleton lines={10} />
      ) : (
        <Suspense fallback={<Skeleton lines={10} />}>
          <JsonEditor label="Document, JSON" text={start} onChange={setTyped} onSave={submit} />
        </Suspense>
      )}
      <div aria-live="polite">
        {documentError === undefined ? undefined : <p className="field-error">{documentError}</p>}
      </div>
      <TextField
        label="Comment"
        optional
        hint="What is different, for those who promote it."
        maxLength={1000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        error={fieldError(create.error, "/comment")}
      />
      {staging.pinned ? (
        <Notice>
          <p>Staging is pinned: it does not get this version until it is unpinned.</p>
        </Notice>
      ) : undefined}
      <ServiceError error={create.error} />
    </FormDialog>
  );
}
