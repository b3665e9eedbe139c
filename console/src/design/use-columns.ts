import { useMemo, useState } from "react";

type Visibility = Readonly<Record<string, boolean>>;

/** Which columns of a table are shown: remembered in this browser, by table. */
export function useColumns(
  tableId: string,
  columns: readonly { readonly id: string; readonly hiddenAtFirst?: boolean }[],
): readonly [Record<string, boolean>, (visibility: Visibility) => void] {
  const key = `latchkey.columns.${tableId}`;
  const [chosen, setChosen] = useState<Visibility>(() => read(key));
  const visibility = useMemo(
    () => Object.fromEntries(columns.map(({ id, hiddenAtFirst = false }) => [id, chosen[id] ?? !hiddenAtFirst])),
    [columns, chosen],
  );
  return [
    visibility,
    (next) => {
      setChosen(next);
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // It then holds for this page.
      }
    },
  ];
}

function read(key: string): Visibility {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    if (typeof value !== "object" || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, boolean] => typeof entry[1] === "boolean"),
    );
  } catch {
    return {};
  }
}
