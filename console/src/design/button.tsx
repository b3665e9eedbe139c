import { Check, Copy } from "lucide-react";
import { type ButtonHTMLAttributes, type ReactNode, useEffect, useState } from "react";
import { Link } from "wouter";

export type ButtonLook = "plain" | "primary" | "danger" | "quiet";

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className"> {
  readonly look?: ButtonLook;
  readonly small?: boolean;
  /** While the work of the last click goes on: a second click does nothing. */
  readonly busy?: boolean;
}

export function Button({
  look = "plain",
  small = false,
  busy = false,
  children,
  onClick,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      {...rest}
      className={classOf(look, small)}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {children}
    </button>
  );
}

export interface LinkButtonProps {
  readonly href: string;
  readonly look?: ButtonLook;
  readonly small?: boolean;
  readonly children: ReactNode;
}

/** Looks like a button and goes somewhere. */
export function LinkButton({ href, look = "plain", small = false, children }: LinkButtonProps): ReactNode {
  return (
    <Link href={href} className={classOf(look, small)}>
      {children}
    </Link>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, "children"> {
  /** What it does, for those who do not see the picture; also its tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
}

export function IconButton({
  label,
  icon,
  look = "quiet",
  small = false,
  busy: _,
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <button type="button" {...rest} className={`${classOf(look, small)} button-icon`} aria-label={label} title={label}>
      {icon}
    </button>
  );
}

export interface CopyButtonProps {
  /** The text, or what gives it when it is asked for. */
  readonly value: string | (() => string);
  /** What is copied, such as "token": part of the button's name. */
  readonly what: string;
  readonly small?: boolean;
  /** Shows the picture only. */
  readonly iconOnly?: boolean;
}

const SHOWN_MS = 2000;

/** Copies, and says that it has. */
export function CopyButton({ value, what, small = false, iconOnly = false }: CopyButtonProps): ReactNode {
  const [outcome, setOutcome] = useState<"copied" | "failed">();
  useEffect(() => {
    if (outcome === undefined) return;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = (): void => {
    navigator.clipboard.writeText(typeof value === "string" ? value : value()).then(
      () => setOutcome("copied"),
      () => setOutcome("failed"),
    );
  };
  const text = outcome === undefined ? "Copy" : outcome === "copied" ? "Copied" : "Press Ctrl+C";
  return (
    <button
      type="button"
      className={`${classOf(iconOnly ? "quiet" : "plain", small)}${iconOnly ? " button-icon" : ""}`}
      aria-label={`Copy ${what}`}
      title={`Copy ${what}`}
      onClick={copy}
    >
      {outcome === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
      {iconOnly ? undefined : text}
      <span role="status" className="visually-hidden">
        {outcome === "copied" ? `Copied ${what}` : outcome === "failed" ? `The ${what} could not be copied` : ""}
      </span>
    </button>
  );
}

function classOf(look: ButtonLook, small: boolean): string {
  return `button${look === "plain" ? "" : ` button-${look}`}${small ? " button-small" : ""}`;
}
