import { Menu } from "@base-ui/react/menu";
import {
  type ColumnDef,
  columnVisibilityFeature,
  type RowSelectionState,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { ArrowDown, ArrowUp, Check, ChevronDown, ChevronLeft, ChevronRight } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { Button } from "./button.tsx";
import { type Action, ActionMenu, ContextActions, DropMenu } from "./menu.tsx";
import { ErrorNotice } from "./page.tsx";
import { useColumns } from "./use-columns.ts";

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });

export interface DataColumn<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Names of the API's orders, when the list can be sorted by this column. */
  readonly sort?: { readonly up: string; readonly down: string };
  /** Breaks into lines. */
  readonly wide?: boolean;
  /** It names the row. Exactly one column should. */
  readonly isRowHeader?: boolean;
  /** Hidden until somebody asks for it. */
  readonly hiddenAtFirst?: boolean;
}

export interface DataTableProps<Row> {
  /** Names the table for screen readers, and its remembered columns. */
  readonly label: string;
  readonly id: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[] | undefined;
  readonly rowId: (row: Row) => string;
  /** How a row is called in "Actions for …". */
  readonly rowName: (row: Row) => string;
  readonly error: unknown;
  readonly onRetry: () => void;
  /** A new page or filter is being fetched; the rows are those of before. */
  readonly isStale?: boolean;
  readonly actions?: (row: Row) => readonly Action[];
  readonly isDimmed?: (row: Row) => boolean;
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  readonly empty: ReactNode;
  /** What stands above the table, left of the column menu: search and filters. */
  readonly toolbar?: ReactNode;
  readonly pager?: PagerProps;
  /** Check boxes before the rows. */
  readonly selection?: {
    readonly selected: RowSelectionState;
    readonly onChange: (selected: RowSelectionState) => void;
  };
  /** Further buttons in each row, before its menu. */
  readonly rowButtons?: (row: Row) => ReactNode;
}

export interface PagerProps {
  readonly isFirst: boolean;
  readonly nextCursor: string | null | undefined;
  readonly onFirst: () => void;
  readonly onNext: (cursor: string) => void;
}

const LOADING_ROWS = 6;

/** A page of a list: columns that can be hidden, orders that the API knows, and for each row one set of actions in two menus. */
export function DataTable<Row extends object>(props: DataTableProps<Row>): ReactNode {
  const { label, id, columns, rows, rowId, rowName, actions, isDimmed, selection, rowButtons } = props;
  const [visibility, setVisibility] = useColumns(id, columns);
  const definitions = useMemo<ColumnDef<typeof features, Row>[]>(
    () => columns.map(({ id: columnId, header }) => ({ id: columnId, header })),
    [columns],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: rows ?? NO_ROWS,
    getRowId: rowId,
    state: { columnVisibility: visibility, rowSelection: selection?.selected ?? NOTHING_SELECTED },
    onColumnVisibilityChange: (next) => setVisibility(typeof next === "function" ? next(visibility) : next),
    onRowSelectionChange: (next) => {
      selection?.onChange(typeof next === "function" ? next(selection.selected) : next);
    },
  });
  const byId = new Map(columns.map((column) => [column.id, column]));
  const visible = columns.filter((column) => visibility[column.id] !== false);
  const hasActions = (actions !== undefined || rowButtons !== undefined) && visibility[ACTIONS] !== false;
  const width = visible.length + (hasActions ? 1 : 0) + (selection === undefined ? 0 : 1);
  return (
    <div className="stack-tight">
      <div className="table-toolbar">
        <div className="row grow">{props.toolbar}</div>
        <ColumnMenu
          columns={actions === undefined ? columns : [...columns, { id: ACTIONS, header: "Actions" }]}
          visibility={visibility}
          onChange={setVisibility}
        />
      </div>
      {props.error === null || props.error === undefined ? undefined : (
        <ErrorNotice error={props.error} onRetry={props.onRetry} />
      )}
      <div className="table-frame">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className="table-scroll" aria-label={label} tabIndex={0}>
          <table className="table" aria-busy={rows === undefined || props.isStale === true}>
            <thead>
              <tr>
                {selection === undefined ? undefined : (
                  <th className="cell-check">
                    <input
                      type="checkbox"
                      aria-label="Select all on this page"
                      checked={table.getIsAllRowsSelected()}
                      ref={(box) => {
                        if (box !== null) box.indeterminate = table.getIsSomeRowsSelected();
                      }}
                      onChange={table.getToggleAllRowsSelectedHandler()}
                    />
                  </th>
                )}
                {visible.map((column) => (
                  <HeaderCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
                ))}
                {hasActions ? (
                  <th className="cell-actions cell-end" scope="col">
                    Actions
                  </th>
                ) : undefined}
              </tr>
            </thead>
            <tbody>
              {rows === undefined && !props.error ? <LoadingRows width={width} /> : undefined}
              {table.getRowModel().rows.map((row) => {
                const offered = actions?.(row.original) ?? NO_ACTIONS;
                const name = rowName(row.original);
                return (
                  <ContextActions key={row.id} actions={offered}>
                    <tr
                      data-row={row.id}
                      data-dimmed={isDimmed?.(row.original) || undefined}
                      data-selected={row.getIsSelected() || undefined}
                    >
                      {selection === undefined ? undefined : (
                        <td className="cell-check">
                          <input
                            type="checkbox"
                            aria-label={`Select ${name}`}
                            checked={row.getIsSelected()}
                            onChange={row.getToggleSelectedHandler()}
                          />
                        </td>
                      )}
                      {row.getVisibleCells().map((cell) => {
                        const column = byId.get(cell.column.id);
                        const className = column?.wide ? "cell-wide" : undefined;
                        return column?.isRowHeader ? (
                          <th key={cell.id} scope="row" className={className}>
                            {column?.cell(row.original)}
                          </th>
                        ) : (
                          <td key={cell.id} className={className}>
                            {column?.cell(row.original)}
                          </td>
                        );
                      })}
                      {hasActions ? (
                        <td className="cell-actions cell-end cell-keep">
                          {rowButtons?.(row.original)}
                          <ActionMenu label={`Actions for ${name}`} actions={offered} />
                        </td>
                      ) : undefined}
                    </tr>
                  </ContextActions>
                );
              })}
            </tbody>
          </table>
          {rows?.length === 0 && !props.error ? props.empty : undefined}
        </section>
        {props.pager === undefined ? undefined : <Pager {...props.pager} />}
      </div>
    </div>
  );
}

const NO_ROWS: never[] = [];
const NO_ACTIONS: readonly Action[] = [];
const NOTHING_SELECTED: RowSelectionState = {};

function HeaderCell<Row>({
  column: { header, sort: orders },
  sort,
  onSort,
}: {
  readonly column: DataColumn<Row>;
  readonly sort: string | undefined;
  readonly onSort: ((sort: string) => void) | undefined;
}): ReactNode {
  if (orders === undefined || onSort === undefined) return <th scope="col">{header}</th>;
  const direction = sort === orders.up ? "ascending" : sort === orders.down ? "descending" : undefined;
  const Arrow = direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <th scope="col" aria-sort={direction}>
      <button
        type="button"
        className="sort"
        onClick={() => onSort(direction === "descending" ? orders.up : orders.down)}
      >
        {header}
        {direction === undefined ? undefined : <Arrow aria-hidden />}
      </button>
    </th>
  );
}

function LoadingRows({ width }: { readonly width: number }): ReactNode {
  return Array.from({ length: LOADING_ROWS }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the rows have nothing else that tells them apart
    <tr key={index} aria-hidden>
      <td colSpan={width}>
        <span className="skeleton" />
      </td>
    </tr>
  ));
}

/** Id of the last column, which can be hidden like the others. */
const ACTIONS = "actions";

function ColumnMenu({
  columns,
  visibility,
  onChange,
}: {
  readonly columns: readonly { readonly id: string; readonly header: string }[];
  readonly visibility: Readonly<Record<string, boolean>>;
  readonly onChange: (visibility: Record<string, boolean>) => void;
}): ReactNode {
  return (
    <DropMenu
      trigger={
        <Button>
          Columns <ChevronDown aria-hidden />
        </Button>
      }
    >
      {columns.map(({ id, header }) => (
        <Menu.CheckboxItem
          key={id}
          className="menu-item"
          closeOnClick={false}
          checked={visibility[id] !== false}
          onCheckedChange={(checked) => onChange({ ...visibility, [id]: checked })}
        >
          <span className="menu-check">
            <Menu.CheckboxItemIndicator>
              <Check aria-hidden />
            </Menu.CheckboxItemIndicator>
          </span>
          {header}
        </Menu.CheckboxItem>
      ))}
    </DropMenu>
  );
}

/** The API's lists go forward by cursors; the browser's own "back" leads to the page before. */
function Pager({ isFirst, nextCursor, onFirst, onNext }: PagerProps): ReactNode {
  if (isFirst && !nextCursor) return undefined;
  return (
    <nav className="table-footer" aria-label="Pages">
      <Button small disabled={isFirst} onClick={onFirst}>
        <ChevronLeft aria-hidden /> First page
      </Button>
      <Button small disabled={!nextCursor} onClick={() => nextCursor && onNext(nextCursor)}>
        Next page <ChevronRight aria-hidden />
      </Button>
    </nav>
  );
}
