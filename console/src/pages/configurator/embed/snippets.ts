import type { Deployment } from "../../../../../sdk/src/generated/types.ts";

/** What a page carries: an embed id, or the value of a public token. */
export type Carried =
  | { readonly type: "embed"; readonly value: string }
  | { readonly type: "token"; readonly value: string };

export interface SnippetParts {
  /** Origin that serves the API and the script. */
  readonly origin: string;
  readonly embed: Deployment["embed"];
  readonly carried: Carried;
  readonly configuratorId: string;
}

/** The script tag that follows new versions of the embed. */
export function formatFollowingTag({ origin, embed, carried, configuratorId }: SnippetParts): string {
  return formatTag([["src", origin + embed.scriptPath], ...dataOf(carried, configuratorId)]);
}

/** The script tag that stays at this version of the embed: the browser refuses every other file. */
export function formatPinnedTag({ origin, embed, carried, configuratorId }: SnippetParts): string {
  return formatTag([
    ["src", origin + embed.pinnedScriptPath],
    ["integrity", embed.integrity],
    ["crossorigin", "anonymous"],
    ...dataOf(carried, configuratorId),
  ]);
}

function dataOf({ type, value }: Carried, configuratorId: string): readonly (readonly [string, string])[] {
  return [
    [`data-${type}`, value],
    ["data-configurator", configuratorId],
    ["data-target", "#configurator"],
  ];
}

function formatTag(attributes: readonly (readonly [string, string])[]): string {
  const written = attributes.map(([name, value]) => `\n  ${name}="${escapeAttribute(value)}"`).join("");
  return `<div id="configurator"></div>\n<script${written}\n  async></script>`;
}

function escapeAttribute(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
