import { ContextMenu } from "@base-ui/react/context-menu";
import { Menu } from "@base-ui/react/menu";
import { Ellipsis } from "lucide-react";
import type { FocusEvent, KeyboardEvent, ReactElement, ReactNode } from "react";
import { IconButton } from "./button.tsx";

/** Something that can be done with a thing. The same list makes its row's menu and its context menu. */
export interface Action {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly danger?: boolean;
  /** Why it cannot be done now. It stays in sight. */
  readonly disabledReason?: string | undefined;
  readonly onSelect: () => void;
}

/** It stands outside of the page's landmarks, and everything on a page should be in one. */
const REGION = { role: "region", "aria-label": "Menu" } as const;

/** A menu behind a button with three dots. */
export function ActionMenu({
  label,
  actions,
}: {
  readonly label: string;
  readonly actions: readonly Action[];
}): ReactNode {
  if (actions.length === 0) return undefined;
  return (
    <DropMenu trigger={<IconButton small label={label} icon={<Ellipsis aria-hidden />} />}>
      <ActionItems actions={actions} />
    </DropMenu>
  );
}

/** A menu below any button. */
export function DropMenu({
  trigger,
  children,
}: {
  readonly trigger: ReactElement;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Menu.Root>
      <Menu.Trigger render={trigger} />
      <Menu.Portal>
        <Menu.Positioner {...REGION} className="popup" sideOffset={4} align="end">
          <Menu.Popup className="menu" {...KEYBOARD}>
            {children}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** Gives its one child, such as a table row, the menu of a right click, a long press or the menu key. */
export function ContextActions({
  actions,
  children,
}: {
  readonly actions: readonly Action[];
  readonly children: ReactElement;
}): ReactNode {
  if (actions.length === 0) return children;
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger render={children} />
      <ContextMenu.Portal>
        <ContextMenu.Positioner {...REGION} className="popup">
          <ContextMenu.Popup className="menu" {...KEYBOARD}>
            <ActionItems actions={actions} />
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

/** Opened by keyboard, a menu marks its first item but may keep the focus itself: Enter would do nothing. */
const KEYBOARD = {
  onFocus({ target, currentTarget }: FocusEvent<HTMLElement>): void {
    if (target === currentTarget) requestAnimationFrame(() => markedItem(currentTarget)?.focus());
  },
  onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.target !== event.currentTarget || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    markedItem(event.currentTarget)?.click();
  },
};

function markedItem(menu: HTMLElement): HTMLElement | null {
  return menu.querySelector<HTMLElement>('[role^="menuitem"][data-highlighted]');
}

export function ActionItems({ actions }: { readonly actions: readonly Action[] }): ReactNode {
  return actions.map(({ id, label, icon, danger = false, disabledReason, onSelect }) => (
    <Menu.Item
      key={id}
      className={danger ? "menu-item menu-item-danger" : "menu-item"}
      disabled={disabledReason !== undefined}
      onClick={onSelect}
    >
      {icon}
      <span>
        {label}
        {disabledReason === undefined ? undefined : <span className="menu-note">{disabledReason}</span>}
      </span>
    </Menu.Item>
  ));
}
