import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Configurator, DocumentFinding } from "../../../../../sdk/src/generated/types.ts";
import { fieldError } from "../../../api/describe-error.ts";
import { useChange } from "../../../api/use-change.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { FormDialog } from "../../../design/dialog.tsx";
import { TextAreaField } from "../../../design/field.tsx";
import { ErrorNotice, Notice, Skeleton } from "../../../design/page.tsx";

/** Checks the stored draft, and makes it the version that websites load. */
export function PublishDialog({
  configurator: { id, name, latestVersion, draftRevision },
  open,
  onClose,
}: {
  readonly configurator: Configurator;
  readonly open: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const { workspaceId, client } = useWorkspace();
  const [comment, setComment] = useState("");
  const review = useQuery({
    queryKey: [workspaceId, "configurators", "review", id, draftRevision],
    queryFn: ({ signal }) => client.configurators.preview(id, { signal }),
    enabled: open,
    gcTime: 0,
    staleTime: 0,
  });
  const publish = useChange(
    () => client.configurators.publish(id, comment.trim() === "" ? {} : { comment: comment.trim() }),
    { renews: ["configurators"], done: ({ version }) => `Version ${version} is published.` },
  );
  const close = (): void => {
    publish.reset();
    onClose();
  };
  const hasProblems = (review.data?.problems.length ?? 0) > 0;
  const isReady = review.data !== undefined && !hasProblems;
  const next = (latestVersion ?? 0) + 1;
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={`Publish ${name}`}
      description={`The draft becomes version ${next}, which never changes. Websites load it within a minute.`}
      submitLabel={`Publish version ${next}`}
      busy={publish.isPending || !isReady}
      onSubmit={() =>
        publish.mutate(undefined, {
          onSuccess: () => {
            setComment("");
            close();
          },
        })
      }
    >
      {review.error === null ? undefined : <ErrorNotice error={review.error} onRetry={() => void review.refetch()} />}
      {review.data === undefined && review.error === null ? <Skeleton lines={2} /> : undefined}
      {review.data === undefined ? undefined : (
        <>
          <Findings tone="danger" title="This keeps it from being published:" findings={review.data.problems} />
          <Findings tone="warning" title="Perhaps this is not what you mean:" findings={review.data.warnings} />
          {review.data.problems.length + review.data.warnings.length > 0 ? undefined : (
            <Notice tone="success">
              <p>Nothing is wrong with this draft.</p>
            </Notice>
          )}
        </>
      )}
      <TextAreaField
        label="Comment"
        optional
        hint="What has changed, for your own people. It stands beside the version."
        rows={2}
        maxLength={1000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        error={fieldError(publish.error, "/comment")}
      />
      {publish.error === null ? undefined : <ErrorNotice error={publish.error} fields={["/comment"]} />}
    </FormDialog>
  );
}

const LISTED_MAX = 10;

function Findings({
  tone,
  title,
  findings,
}: {
  readonly tone: "danger" | "warning";
  readonly title: string;
  readonly findings: readonly DocumentFinding[];
}): ReactNode {
  if (findings.length === 0) return undefined;
  const more = findings.length - LISTED_MAX;
  return (
    <Notice tone={tone}>
      <p>{title}</p>
      <ul className="bullets small">
        {findings.slice(0, LISTED_MAX).map(({ pointer, code, message }) => (
          <li key={`${pointer} ${code} ${message}`}>{message}</li>
        ))}
      </ul>
      {more > 0 ? <p className="small">And {more} more.</p> : undefined}
    </Notice>
  );
}
