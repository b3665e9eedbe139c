import { type ReactNode, useEffect, useRef, useState } from "react";

/** Of the last cell: nothing is hidden where only that is not in sight. */
const CELL_PADDING = 8;

/** A table that may be wider than the screen. Where it is, it says so: phones show no scroll bar until somebody scrolls. */
export function ScrollHint({ children }: { readonly children: ReactNode }): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const [isWider, setIsWider] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const look = (): void => {
      const scrolled = element.querySelector(".bar-scroll, .table-scroll");
      setIsWider(scrolled !== null && scrolled.scrollWidth > scrolled.clientWidth + CELL_PADDING);
    };
    const resized = new ResizeObserver(look);
    resized.observe(element);
    // Rows that arrive, and columns that are chosen.
    const changed = new MutationObserver(look);
    changed.observe(element, { childList: true, subtree: true, characterData: true });
    return () => {
      resized.disconnect();
      changed.disconnect();
    };
  }, []);
  return (
    <div ref={frame} className="stack-tight">
      {children}
      {isWider ? (
        <p className="small muted screen-only" aria-hidden>
          Scroll the table sideways for more →
        </p>
      ) : undefined}
    </div>
  );
}
