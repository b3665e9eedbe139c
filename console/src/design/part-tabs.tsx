import type { ReactNode } from "react";
import { Link } from "wouter";

export interface PartTab {
  readonly id: string;
  readonly label: string;
}

/** Links to the parts of one page, each with an address of its own. The first part has the page's. */
export function PartTabs({
  label,
  path,
  tabs,
  current,
}: {
  readonly label: string;
  /** Of the page, without a query. */
  readonly path: string;
  readonly tabs: readonly PartTab[];
  /** Id of the part that is shown. */
  readonly current: string;
}): ReactNode {
  return (
    <nav className="tab-list" aria-label={label}>
      {tabs.map(({ id, label: text }, index) => (
        <Link
          key={id}
          href={index === 0 ? path : `${path}?tab=${id}`}
          className="tab"
          aria-current={id === current ? "page" : undefined}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
