import { AlertDialog } from "@base-ui/react/alert-dialog";
import { createContext, type FormEvent, type ReactNode, useCallback, useContext, useState } from "react";
import { Button } from "./button.tsx";
import { TextField } from "./field.tsx";

export interface Question {
  readonly title: string;
  /** What will happen, and whether it can be undone. */
  readonly body: ReactNode;
  readonly confirmLabel: string;
  readonly danger?: boolean;
  /** A word that must be typed first, for what cannot be undone and reaches far. */
  readonly typed?: string;
}

type Ask = (question: Question) => Promise<boolean>;

const Context = createContext<Ask | undefined>(undefined);

interface Asked extends Question {
  readonly answer: (isConfirmed: boolean) => void;
}

export function ConfirmProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [asked, setAsked] = useState<Asked>();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const ask = useCallback<Ask>(
    (question) =>
      new Promise((resolve) => {
        setTyped("");
        setAsked({ ...question, answer: resolve });
        setOpen(true);
      }),
    [],
  );
  const end = (isConfirmed: boolean): void => {
    setOpen(false);
    asked?.answer(isConfirmed);
  };
  const mayConfirm = asked?.typed === undefined || typed.trim() === asked.typed;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    if (mayConfirm) end(true);
  };
  return (
    <Context value={ask}>
      {children}
      <AlertDialog.Root open={open} onOpenChange={(isOpen) => isOpen || end(false)}>
        <AlertDialog.Portal>
          <AlertDialog.Backdrop className="backdrop" />
          <AlertDialog.Viewport className="dialog-viewport">
            <AlertDialog.Popup className="dialog">
              <div className="dialog-header">
                <AlertDialog.Title>{asked?.title}</AlertDialog.Title>
              </div>
              <form className="dialog-body" onSubmit={submit} noValidate>
                <AlertDialog.Description render={<div />} className="stack-tight">
                  {asked?.body}
                </AlertDialog.Description>
                {asked?.typed === undefined ? undefined : (
                  <TextField
                    label={`Type ${asked.typed} to confirm`}
                    value={typed}
                    onChange={(event) => setTyped(event.currentTarget.value)}
                  />
                )}
                <div className="row-end">
                  <Button onClick={() => end(false)}>Cancel</Button>
                  <Button type="submit" look={asked?.danger ? "danger" : "primary"} disabled={!mayConfirm}>
                    {asked?.confirmLabel}
                  </Button>
                </div>
              </form>
            </AlertDialog.Popup>
          </AlertDialog.Viewport>
        </AlertDialog.Portal>
      </AlertDialog.Root>
    </Context>
  );
}

/** Asks before something that cannot be undone. The promise holds whether the person confirmed. */
export function useConfirm(): Ask {
  const ask = useContext(Context);
  if (ask === undefined) throw new Error("no ConfirmProvider around this component");
  return ask;
}
