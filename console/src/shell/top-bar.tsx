import { Menu as Base } from "@base-ui/react/menu";
import { Check, ChevronsUpDown, CircleUserRound, Menu as MenuIcon } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useLocation } from "wouter";
import { useSignIn } from "../api/use-sign-in.ts";
import { describeRole } from "../api/words.ts";
import { useWorkspace } from "../api/workspace.tsx";
import { Button, IconButton } from "../design/button.tsx";
import { DropMenu } from "../design/menu.tsx";
import { chooseTheme, readTheme, THEMES, type Theme } from "../design/theme.ts";
import { HOME, workspacePath } from "../paths.ts";
import type { Session } from "../session/session.ts";
import { CommandPalette } from "./command-palette.tsx";
import { SIDEBAR_ID } from "./sidebar.tsx";

export function TopBar({ session }: { readonly session: Session }): ReactNode {
  return (
    <header className="topbar">
      <SidebarToggle />
      <WorkspaceSwitcher session={session} />
      <span className="grow" />
      <CommandPalette />
      <AccountMenu session={session} />
    </header>
  );
}

/** On narrow screens the navigation is behind a button. */
function SidebarToggle(): ReactNode {
  const [open, setOpen] = useState(false);
  const [path] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes it
  useEffect(() => setOpen(false), [path]);
  useEffect(() => {
    document.getElementById(SIDEBAR_ID)?.toggleAttribute("data-open", open);
    if (!open) return;
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && setOpen(false);
    const onPress = ({ target }: PointerEvent) => {
      const isInside = target instanceof Element && target.closest(`#${SIDEBAR_ID}, .only-narrow`) !== null;
      if (!isInside) setOpen(false);
    };
    addEventListener("keydown", onKey);
    addEventListener("pointerdown", onPress);
    return () => {
      removeEventListener("keydown", onKey);
      removeEventListener("pointerdown", onPress);
    };
  }, [open]);
  return (
    <span className="only-narrow">
      <IconButton
        label="Navigation"
        icon={<MenuIcon aria-hidden />}
        aria-expanded={open}
        aria-controls={SIDEBAR_ID}
        onClick={() => setOpen(!open)}
      />
    </span>
  );
}

function WorkspaceSwitcher({ session }: { readonly session: Session }): ReactNode {
  const { workspaceId, workspaceName } = useWorkspace();
  const { data } = useSignIn(session);
  const [, navigate] = useLocation();
  return (
    <DropMenu
      trigger={
        <Button look="quiet" aria-label={`Workspace: ${workspaceName}`}>
          {workspaceName} <ChevronsUpDown aria-hidden />
        </Button>
      }
    >
      <Base.RadioGroup
        value={workspaceId}
        onValueChange={(id: string) => navigate(workspacePath(id, "access-tokens"))}
        aria-label="Workspace"
      >
        {data?.workspaces.map(({ id, name, role, state }) => (
          <Base.RadioItem key={id} value={id} className="menu-item" closeOnClick disabled={state !== "active"}>
            <span className="menu-check">
              <Base.RadioItemIndicator>
                <Check aria-hidden />
              </Base.RadioItemIndicator>
            </span>
            <span>
              {name} <span className="menu-note">{state === "active" ? describeRole(role) : "Suspended"}</span>
            </span>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
      <Base.Separator className="menu-separator" />
      <Base.Item className="menu-item" onClick={() => navigate(HOME)}>
        All workspaces and invitations
      </Base.Item>
    </DropMenu>
  );
}

const THEME_LABELS: Readonly<Record<Theme, string>> = { system: "As the device", light: "Light", dark: "Dark" };

function AccountMenu({ session }: { readonly session: Session }): ReactNode {
  const { identity } = useWorkspace();
  const [theme, setTheme] = useState(readTheme);
  const state = session.state();
  const email = state.type === "signed-in" ? state.email : identity.owner.name;
  return (
    <DropMenu trigger={<IconButton label={`Account: ${email}`} icon={<CircleUserRound aria-hidden />} />}>
      <p className="menu-label">
        {email}
        <span className="menu-note">{describeRole(identity.role)}</span>
      </p>
      <Base.Separator className="menu-separator" />
      <Base.RadioGroup
        value={theme}
        aria-label="Colors"
        onValueChange={(next: Theme) => {
          setTheme(next);
          chooseTheme(next);
        }}
      >
        {THEMES.map((value) => (
          <Base.RadioItem key={value} value={value} className="menu-item" closeOnClick={false}>
            <span className="menu-check">
              <Base.RadioItemIndicator>
                <Check aria-hidden />
              </Base.RadioItemIndicator>
            </span>
            {THEME_LABELS[value]}
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
      <Base.Separator className="menu-separator" />
      <Base.Item className="menu-item" onClick={() => void session.signOut()}>
        Sign out
      </Base.Item>
    </DropMenu>
  );
}
