import type { DemoMember } from "./members.ts";

/** The page on which a demo member is chosen in place of a password. */
export function formatSignInPage(members: readonly DemoMember[], action: string): string {
  const choices = members.map(
    ({ name, email, role, subject }) => `
      <button name="subject" value="${escapeHtml(subject)}">
        <span class="initials" aria-hidden="true">${escapeHtml(initials(name))}</span>
        <span class="person">
          <strong>${escapeHtml(name)}</strong>
          <span class="role">${escapeHtml(role.replaceAll("_", " "))}</span>
          <small>${escapeHtml(email)}</small>
        </span>
      </button>`,
  );
  return formatPage(
    "Sign in",
    `<p>This issuer runs on your machine only. Choose who you want to be.</p>
    <form method="post" action="${escapeHtml(action)}">${choices.join("")}
    </form>`,
  );
}

/** Ends the session without another question, as Cognito does. @param form the provider's, ready to be sent */
export function formatSignOutPage(form: string): string {
  return formatPage(
    "Signing out",
    `${form}
    <input type="hidden" name="logout" value="yes" form="op.logoutForm">
    <noscript><button form="op.logoutForm">Sign out</button></noscript>
    <script>document.forms[0].submit();</script>`,
  );
}

export function formatErrorPage(message: string): string {
  return formatPage("Sign-in did not work", `<p role="alert">${escapeHtml(message)}</p>`);
}

function formatPage(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} · Latchkey</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <main>
      <p class="brand">Latchkey</p>
      <h1>${title}</h1>
      ${content}
    </main>
  </body>
</html>
`;
}

const STYLE = `
  :root { color-scheme: light dark; --ink: #16191d; --soft: #5b6470; --line: #d8dde3; --paper: #fff; --ground: #f3f5f7; --accent: #1f5f4a; }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #eef1f4; --soft: #a3adb8; --line: #363d45; --paper: #1d2126; --ground: #14171a; --accent: #7fd1b0; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; grid-template-columns: minmax(0, 27rem); place-content: center; padding: 1.5rem; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
  main { padding: clamp(1.25rem, 6vw, 2rem); background: var(--paper); border: 1px solid var(--line); border-radius: 14px; }
  h1 { margin: 0; font-size: 1.5rem; }
  p { margin: .25rem 0 1.25rem; color: var(--soft); }
  .brand { margin: 0 0 1rem; color: var(--accent); font-weight: 700; letter-spacing: .02em; }
  button { width: 100%; display: flex; align-items: center; gap: .75rem; padding: .7rem .8rem; margin-top: .5rem; font: inherit; text-align: left; color: inherit; background: none; border: 1px solid var(--line); border-radius: 10px; cursor: pointer; }
  button:hover { border-color: var(--accent); }
  button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  .initials { flex: none; width: 2.25rem; height: 2.25rem; display: grid; place-items: center; border-radius: 50%; background: var(--ground); color: var(--accent); font-weight: 600; font-size: .85rem; }
  .person { flex: 1; min-width: 0; display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; column-gap: .75rem; overflow-wrap: anywhere; }
  small, .role { color: var(--soft); font-size: .85rem; }
  small { flex-basis: 100%; }
`;

function initials(name: string): string {
  return name
    .split(" ")
    .map((part) => part.charAt(0))
    .join("");
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
