import { Search } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";

const SETTLED_MS = 250;

/** Looks for what is typed, once the typing has settled: not with each key. */
export function SearchField({
  label,
  value,
  onSearch,
}: {
  /** Its name for screen readers, and what stands in it while it is empty. */
  readonly label: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
}): ReactNode {
  const [typed, setTyped] = useState(value);
  const search = useRef(onSearch);
  search.current = onSearch;
  // Cleared from elsewhere, or by the browser's "back".
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    const text = typed.trim();
    if (text === value) return;
    const timer = setTimeout(() => search.current(text), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <span className="search">
      <Search aria-hidden />
      <input
        type="search"
        className="input"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </span>
  );
}
