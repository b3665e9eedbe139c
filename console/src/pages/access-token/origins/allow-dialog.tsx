import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useWorkspace } from "../../../api/workspace.tsx";
import { FormDialog } from "../../../design/dialog.tsx";
import { RadioGroup } from "../../../design/field.tsx";
import { ErrorNotice, Skeleton } from "../../../design/page.tsx";
import { patternsFor } from "../origin-text.ts";
import type { DomainList } from "./domain-lists.ts";

/** Shows what would be stored for an origin before it is put on a list. */
export function AllowDialog({
  origin,
  list,
  onAllow,
  onClose,
}: {
  readonly origin: string;
  readonly list: DomainList;
  readonly onAllow: (pattern: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { workspaceId, client } = useWorkspace();
  const patterns = patternsFor(origin);
  const { data, error, refetch } = useQuery({
    queryKey: [workspaceId, "tested-patterns", patterns, origin],
    queryFn: ({ signal }) => client.domainPatterns.test({ patterns, origins: [origin] }, { signal }),
  });
  const [chosen, setChosen] = useState<string>();
  const choices = data?.patterns.map(({ text, pattern, message }, index) => ({
    value: text,
    label: pattern ?? text,
    hint: index === 0 ? "This website only." : "This website and its neighbors: every subdomain.",
    disabledReason: message ?? undefined,
    pattern,
  }));
  const value = chosen ?? choices?.find(({ pattern }) => pattern !== null)?.value;
  const pattern = choices?.find((choice) => choice.value === value)?.pattern ?? undefined;
  return (
    <FormDialog
      open
      onClose={onClose}
      title={list === "domains" ? `Allow ${origin}` : `Put ${origin} on the list on trial`}
      description={
        list === "domains"
          ? "Pages of this website may use the token, within 10 seconds."
          : "The list on trial would allow it. What counts now does not change."
      }
      submitLabel={list === "domains" ? "Allow" : "Add to the trial"}
      busy={pattern === undefined}
      onSubmit={() => pattern !== undefined && onAllow(pattern)}
    >
      {error === null ? undefined : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {choices === undefined ? (
        error === null ? (
          <Skeleton lines={4} />
        ) : undefined
      ) : (
        <RadioGroup legend="Stored as" choices={choices} value={value} onChange={setChosen} />
      )}
    </FormDialog>
  );
}
