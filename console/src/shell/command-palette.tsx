import { Search } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { Skeleton } from "../design/page.tsx";

const CommandList = lazy(() => import("./command-list.tsx"));

/** Cmd-K or Ctrl-K: to any page by its name. */
export function CommandPalette(): ReactNode {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-label="Search" aria-keyshortcuts="Control+K Meta+K">
        <Search aria-hidden /> <span className="only-wide">Search </span>
        <kbd className="muted only-wide">Ctrl K</kbd>
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Search">
        <Suspense fallback={<Skeleton />}>
          <CommandList onDone={() => setOpen(false)} />
        </Suspense>
      </Dialog>
    </>
  );
}
