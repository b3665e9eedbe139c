import { Fragment, type ReactNode } from "react";

/** Our descriptions use one mark only: code between backticks. */
export function formatInline(text: string): ReactNode {
  return text.split("`").map((part, index) => {
    const key = `${index}`;
    return index % 2 === 1 ? <code key={key}>{part}</code> : <Fragment key={key}>{part}</Fragment>;
  });
}

/** The codes of problems, each with a link to its page. */
export function formatCodes(text: string): ReactNode {
  return text.split("`").map((part, index) => {
    const key = `${index}`;
    if (index % 2 === 0) return <Fragment key={key}>{part}</Fragment>;
    return (
      <a key={key} href={`/docs/errors/${part}`}>
        <code>{part}</code>
      </a>
    );
  });
}
