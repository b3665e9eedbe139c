import { Menu } from "@base-ui/react/menu";
import { ChevronDown, Download } from "lucide-react";
import type { ReactNode } from "react";
import { useDownload } from "../../api/use-download.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button } from "../../design/button.tsx";
import { DropMenu } from "../../design/menu.tsx";
import type { Clock } from "../../periods/period.ts";
import { type AnalyticsAddress, toEventsQuery } from "./address.ts";
import type { Range } from "./use-analytics.ts";

const OPTIONS_MAX = 100;
const GROUPS_MAX = 20;

/** What the page shows, as files for spreadsheets. */
export function ExportMenu({
  address,
  range,
  clock,
  configuratorId,
}: {
  readonly address: AnalyticsAddress;
  readonly range: Range;
  readonly clock: Clock;
  /** Whose options are shown. */
  readonly configuratorId: string | undefined;
}): ReactNode {
  const { client } = useWorkspace();
  const { isBusy, download } = useDownload();
  const days = `${range.from}-${range.to}`;
  const take = (name: string, read: () => Promise<string>): Promise<void> => download(`${name}-${days}.csv`, read);
  const query = toEventsQuery(address, range, clock);
  const { event = "load", granularity = "day" } = query;
  // Groups have no quarters of an hour, and their hours are not kept for long.
  const groups = [
    { label: "All events over time", query: { ...range, granularity, limit: GROUPS_MAX } },
    { label: "By token", query: { ...range, event, groupBy: "token", limit: GROUPS_MAX } },
    { label: "By website", query: { ...range, event, groupBy: "origin", limit: GROUPS_MAX } },
  ] as const;
  return (
    <DropMenu
      trigger={
        <Button busy={isBusy}>
          <Download aria-hidden /> Export <ChevronDown aria-hidden />
        </Button>
      }
    >
      <Menu.Item className="menu-item" onClick={() => void take("chart", () => client.analytics.exportEvents(query))}>
        The chart, as CSV
      </Menu.Item>
      {groups.map(({ label, query: wanted }) => (
        <Menu.Item
          key={label}
          className="menu-item"
          onClick={() => void take("events", () => client.analytics.exportEvents(wanted))}
        >
          {label}, as CSV
        </Menu.Item>
      ))}
      {configuratorId === undefined ? undefined : (
        <Menu.Item
          className="menu-item"
          onClick={() =>
            void take("options", () =>
              client.analytics.exportOptions({ configuratorId, from: range.from, to: range.to, limit: OPTIONS_MAX }),
            )
          }
        >
          Top options, as CSV
        </Menu.Item>
      )}
    </DropMenu>
  );
}
