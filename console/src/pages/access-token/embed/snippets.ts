import { formatFollowingTag, formatPinnedTag, type SnippetParts } from "../../configurator/embed/snippets.ts";

/** The ways to put the configurator on a website. docs/guides/embed.md describes each. */
export const VARIANTS = [
  {
    id: "following",
    label: "Script tag",
    text: "The script is renewed within five minutes of a deployment of Latchkey. Right for most websites.",
    format: formatFollowingTag,
  },
  {
    id: "pinned",
    label: "Pinned, with SRI",
    text: "The browser runs exactly this file and refuses any other. The tag has to be renewed by hand after a deployment of Latchkey.",
    format: formatPinnedTag,
  },
  {
    id: "element",
    label: "Element",
    text: "The script once on the page, and an element for each configurator. What stands inside is shown when nothing else can be.",
    format: formatElement,
  },
  {
    id: "npm",
    label: "npm",
    text: "The same code as a module with types, for pages that are bundled.",
    format: formatNpm,
  },
  {
    id: "react",
    label: "React",
    text: "React 18 or newer. Options are props, events are callbacks.",
    format: formatReact,
  },
] as const satisfies readonly {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly format: (parts: SnippetParts) => string;
}[];

function formatElement({ origin, embed, carried: { type, value }, configuratorId }: SnippetParts): string {
  return `<script src="${origin}${embed.scriptPath}" async></script>
<latchkey-configurator ${type}="${value}" configurator="${configuratorId}">
  <p>The configurator cannot be shown right now.</p>
</latchkey-configurator>`;
}

function formatNpm({ origin, carried: { value }, configuratorId }: SnippetParts): string {
  return `import { mount } from "@latchkey/embed";

const handle = mount({
  baseUrl: "${origin}",
  target: "#configurator",
  token: "${value}",
  configurator: "${configuratorId}",
});
handle.ready.catch((error) => console.error(error.code));`;
}

function formatReact({ origin, carried: { value }, configuratorId }: SnippetParts): string {
  return `import { LatchkeyConfigurator } from "@latchkey/embed/react";

export function Product() {
  return (
    <LatchkeyConfigurator
      baseUrl="${origin}"
      token="${value}"
      configurator="${configuratorId}"
      onAddToCart={({ quote }) => fetch("/cart", { method: "POST", body: quote })}
    />
  );
}`;
}

/** What a page with a strict Content Security Policy has to allow. From npm, the files are the page's own. */
export function formatPolicy(
  { origin, uploadsOrigin }: { readonly origin: string; readonly uploadsOrigin: string },
  isBundled: boolean,
): string {
  return `script-src  ${isBundled ? "'self'" : origin};
connect-src ${origin} ${uploadsOrigin};
img-src     'self' https://WHERE-THE-PICTURES-ARE;
style-src   'none';
require-trusted-types-for 'script'; trusted-types 'none'`;
}
