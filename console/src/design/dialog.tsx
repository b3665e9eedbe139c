import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type FormEvent, type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { Button, type ButtonLook, IconButton } from "./button.tsx";

export interface DialogProps {
  readonly open: boolean;
  /** Escape, a click beside it, or its close button. */
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly wide?: boolean;
  /** Keeps Escape and clicks beside it from closing: for what is shown only once. */
  readonly sticky?: boolean;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

/** Where a form or a search begins, in place of the button that closes the dialog. */
const FIRST_FIELD = ':is(form, search) :is(input:checked, input:not([type="radio"]), select, textarea):not(:disabled)';

/** Takes the focus, keeps it, and gives it back to where it was. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  wide = false,
  sticky = false,
  children,
  footer,
}: DialogProps): ReactNode {
  const popup = useRef<HTMLDivElement>(null);
  const [opener, setOpener] = useState<HTMLElement>();
  useLayoutEffect(() => {
    if (open) setOpener(scriptFocused(document.activeElement));
  }, [open]);
  return (
    <Base.Root
      open={open}
      disablePointerDismissal={sticky}
      onOpenChange={(isOpen, details) => {
        if (!isOpen && !(sticky && details.reason === "escape-key")) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Viewport className="dialog-viewport">
          <Base.Popup
            ref={popup}
            className={wide ? "dialog dialog-wide" : "dialog"}
            initialFocus={() => popup.current?.querySelector<HTMLElement>(FIRST_FIELD) ?? true}
            {...(opener !== undefined && { finalFocus: () => giveBack(opener) })}
          >
            <div className="dialog-header">
              <Base.Title>{title}</Base.Title>
              {sticky ? undefined : <Base.Close render={<IconButton label="Close" icon={<X aria-hidden />} />} />}
            </div>
            <div className="dialog-body">
              {description === undefined ? undefined : (
                <Base.Description className="muted">{description}</Base.Description>
              )}
              {children}
            </div>
            {footer === undefined ? undefined : <div className="dialog-footer">{footer}</div>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** What only a script can have put the focus on, such as a page that was just opened. A menu is gone by then. */
function scriptFocused(element: Element | null): HTMLElement | undefined {
  if (!(element instanceof HTMLElement) || element.closest('[role="menu"]') !== null) return undefined;
  return element.getAttribute("tabindex") === "-1" ? element : undefined;
}

/** By itself, the library would give the focus to the first button in there. */
function giveBack(opener: HTMLElement): false {
  queueMicrotask(() => opener.focus({ preventScroll: true }));
  return false;
}

export interface FormDialogProps extends Omit<DialogProps, "footer" | "sticky"> {
  readonly submitLabel: string;
  readonly submitLook?: ButtonLook;
  readonly busy: boolean;
  readonly onSubmit: () => void;
}

/** A dialog that is one form: Enter sends it. */
export function FormDialog({
  submitLabel,
  submitLook = "primary",
  busy,
  onSubmit,
  children,
  ...dialog
}: FormDialogProps): ReactNode {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // A portal's events bubble through React's tree: a form around this one must not be sent, too.
    event.stopPropagation();
    if (!busy) onSubmit();
  };
  return (
    <Dialog {...dialog}>
      <form className="stack" onSubmit={submit} noValidate>
        {children}
        <div className="row-end">
          <Button onClick={dialog.onClose}>Cancel</Button>
          <Button type="submit" look={submitLook} busy={busy}>
            {submitLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
