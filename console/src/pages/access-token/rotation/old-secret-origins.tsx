import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import type { ObservedOrigin } from "../../../../../sdk/src/generated/types.ts";
import { type DataColumn, DataTable } from "../../../design/data-table.tsx";
import { EmptyState } from "../../../design/page.tsx";
import { Time } from "../../../design/time.tsx";
import { useObservedOrigins } from "../origins/use-observed-origins.ts";

/** Which pages still carry the old secret of a public token. */
export function OldSecretOrigins({ tokenId }: { readonly tokenId: string }): ReactNode {
  const { data, error, refetch } = useObservedOrigins(tokenId);
  return (
    <>
      <h2>Pages that still used the old one</h2>
      <DataTable
        id="old-secret-origins"
        label="Pages that still used the old secret"
        columns={COLUMNS}
        rows={data?.filter(({ previousSecret }) => previousSecret !== null)}
        rowId={({ origin }) => origin}
        rowName={({ origin }) => origin}
        error={error}
        onRetry={() => void refetch()}
        empty={<EmptyState icon={<CircleCheck aria-hidden />} title="None since the rotation" />}
      />
    </>
  );
}

const NUMBER = new Intl.NumberFormat();

const COLUMNS: readonly DataColumn<ObservedOrigin>[] = [
  { id: "origin", header: "Origin", isRowHeader: true, wide: true, cell: ({ origin }) => origin },
  { id: "uses", header: "Uses of the old one", cell: ({ previousSecret }) => NUMBER.format(previousSecret?.uses ?? 0) },
  {
    id: "old",
    header: "Old one last seen",
    cell: ({ previousSecret }) =>
      previousSecret === null ? undefined : <Time at={previousSecret.lastSeenAt} relative />,
  },
  { id: "any", header: "Token last seen", cell: ({ lastSeenAt }) => <Time at={lastSeenAt} relative /> },
];
