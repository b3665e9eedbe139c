import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense } from "react";
import { entityTagOf } from "../../../../../functions/domain/gateway-environments.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { CopyButton } from "../../../design/button.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { ErrorNotice, Skeleton } from "../../../design/page.tsx";
import { formatDocument } from "../../configurator/diff-view.tsx";
import { versionQuery } from "./version-query.ts";

const JsonEditor = lazy(() => import("../../configurator/draft/json-editor.tsx"));

/** One version with its document, for reading. */
export function VersionDialog({
  serviceId,
  version,
  onClose,
}: {
  readonly serviceId: string;
  readonly version: number;
  readonly onClose: () => void;
}): ReactNode {
  const { client, workspaceId } = useWorkspace();
  const { data, error, refetch } = useQuery(versionQuery({ client, workspaceId, serviceId, version }));
  return (
    <Dialog wide open onClose={onClose} title={`Version ${version}`} description={data?.comment ?? undefined}>
      {error === null ? undefined : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined ? (
        error === null ? (
          <Skeleton lines={10} />
        ) : undefined
      ) : (
        <>
          <p className="row">
            <span>
              ETag <code>{entityTagOf(serviceId, version)}</code>
            </span>
            <CopyButton value={formatDocument(data.document)} what={`document of version ${version}`} small />
          </p>
          <Suspense fallback={<Skeleton lines={10} />}>
            <JsonEditor label={`Version ${version}, JSON`} text={formatDocument(data.document)} readOnly />
          </Suspense>
        </>
      )}
    </Dialog>
  );
}
