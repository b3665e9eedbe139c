import { Menu } from "@base-ui/react/menu";
import { ChevronDown, Download } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import type { ConfigurationSummary, ExportConfigurationsQuery } from "../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button } from "../../design/button.tsx";
import { DropMenu } from "../../design/menu.tsx";
import { useNotifications } from "../../design/toast.tsx";
import { formatCsv, formatJsonLines } from "./export-rows.ts";

const FORMATS = {
  csv: { label: "CSV, for spreadsheets", type: "text/csv", format: formatCsv },
  jsonl: { label: "JSON Lines, for programs", type: "application/x-ndjson", format: formatJsonLines },
} as const;

/** What one download holds at most: more of it would not fit into the memory of a small device. */
const ROWS_MAX = 20_000;

/** Takes all that the filters let through, page by page, into one file. */
export function ExportMenu({ filters }: { readonly filters: Omit<ExportConfigurationsQuery, "cursor"> }): ReactNode {
  const { client } = useWorkspace();
  const { done, failed } = useNotifications();
  const [count, setCount] = useState<number>();
  const abort = useRef<AbortController>(undefined);
  const run = async (name: keyof typeof FORMATS): Promise<void> => {
    const { type, format } = FORMATS[name];
    const controller = new AbortController();
    abort.current = controller;
    const rows: ConfigurationSummary[] = [];
    setCount(0);
    try {
      for await (const page of client.configurations.export(filters, { signal: controller.signal }).pages()) {
        rows.push(...page.items);
        setCount(rows.length);
        if (rows.length >= ROWS_MAX) break;
      }
      download(`configurations.${name}`, new Blob([format(rows)], { type }));
      done(
        rows.length >= ROWS_MAX
          ? `The newest ${rows.length} are exported. The API's own export has no such limit.`
          : `${rows.length} are exported.`,
      );
    } catch (error) {
      if (!controller.signal.aborted) failed(error);
    } finally {
      setCount(undefined);
    }
  };
  if (count !== undefined) {
    return (
      <span className="row">
        <span role="status" className="small muted">
          {count} read
        </span>
        <Button onClick={() => abort.current?.abort()}>Stop the export</Button>
      </span>
    );
  }
  return (
    <DropMenu
      trigger={
        <Button>
          <Download aria-hidden /> Export <ChevronDown aria-hidden />
        </Button>
      }
    >
      {(["csv", "jsonl"] as const).map((name) => (
        <Menu.Item key={name} className="menu-item" onClick={() => void run(name)}>
          {FORMATS[name].label}
        </Menu.Item>
      ))}
    </DropMenu>
  );
}

function download(name: string, contents: Blob): void {
  const url = URL.createObjectURL(contents);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
