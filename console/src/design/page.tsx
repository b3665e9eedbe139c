import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { describeError, isSaidAtFields } from "../api/describe-error.ts";
import { Button } from "./button.tsx";

export interface PageProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** Buttons at the right. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Every page: its name in the tab and as the only first heading. */
export function Page({ title, description, actions, children }: PageProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · Latchkey`;
  }, [title]);
  return (
    <div className="page">
      <header className="page-header">
        <div className="page-header-text">
          <h1>{title}</h1>
          {description === undefined ? undefined : <p className="muted">{description}</p>}
        </div>
        {actions === undefined ? undefined : <div className="row">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export interface CardProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Card({ title, actions, children }: CardProps): ReactNode {
  return (
    <section className="card" aria-label={title}>
      <div className="card-header">
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

const NOTICE_ICONS = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert } as const;

export interface NoticeProps {
  readonly tone?: keyof typeof NOTICE_ICONS;
  readonly children: ReactNode;
}

export function Notice({ tone = "info", children }: NoticeProps): ReactNode {
  const Icon = NOTICE_ICONS[tone];
  return (
    <div className={tone === "info" ? "notice" : `notice notice-${tone}`}>
      <Icon aria-hidden />
      <div className="stack-tight grow">{children}</div>
    </div>
  );
}

/** Why something did not work, with a way on. Announced at once. */
export function ErrorNotice({
  error,
  onRetry,
  fields = NO_FIELDS,
}: {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** Pointers of the fields that say themselves what is wrong with them: what all of them say is not said again here. */
  readonly fields?: readonly string[];
}): ReactNode {
  if (isSaidAtFields(error, fields)) return undefined;
  const { title, detail, helpUrl, requestId } = describeError(error);
  return (
    <div role="alert">
      <Notice tone="danger">
        <p>
          <strong>{title}</strong> {detail}
        </p>
        <p className="small muted">
          {helpUrl === undefined ? undefined : <a href={helpUrl}>What this means</a>}
          {requestId === undefined ? undefined : <span> Request {requestId}</span>}
        </p>
        {onRetry === undefined ? undefined : (
          <div>
            <Button small onClick={onRetry}>
              Try again
            </Button>
          </div>
        )}
      </Notice>
    </div>
  );
}

const NO_FIELDS: readonly string[] = [];

export interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
}

/** In place of a list that holds nothing: says what would be here and how it comes here. */
export function EmptyState({ icon, title, children }: EmptyStateProps): ReactNode {
  return (
    <div className="table-empty">
      {icon}
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** Lines of about the length of what is being loaded. */
export function Skeleton({ lines = 3 }: { readonly lines?: number }): ReactNode {
  return (
    <div className="stack-tight" role="status">
      <span className="visually-hidden">Loading</span>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have nothing else that tells them apart
        <span key={index} className="skeleton" aria-hidden />
      ))}
    </div>
  );
}
