/** Where a shopper can do something; of radio buttons only the one that the Tab key reaches. */
const OPERABLE = "input:not([type=radio]), input:checked, select, button, summary";

/**
 * Moves the keyboard to a neighbor when what it was on has disappeared: within the same group, else to the next one, else to the one before.
 * @param groups in the order in which a shopper meets them.
 */
export function keepFocus(groups: readonly HTMLElement[], change: () => void): void {
  const before = focusedIn(groups[0]);
  change();
  const index = groups.findIndex((group) => group.contains(before ?? null));
  if (!before?.closest("[hidden]") || index < 0) return;
  for (const group of [...groups.slice(index), ...groups.slice(0, index).reverse()]) {
    if (!group.hidden && focusFirst(group)) return;
  }
}

export function focusFirst(group: ParentNode): boolean {
  const next = [...group.querySelectorAll<HTMLElement>(OPERABLE)].find((element) => !element.closest("[hidden]"));
  next?.focus();
  return next !== undefined;
}

/** Puts new content in. Where the keyboard was on the old one, it goes to what does the same, else to the beginning. */
export function replaceContent(root: ShadowRoot, ...content: readonly HTMLElement[]): void {
  const part = root.activeElement?.getAttribute("part");
  root.replaceChildren(...content);
  if (!part) return;
  const same = root.querySelector<HTMLElement>(`[part="${part}"]`);
  (same ?? content.at(-1))?.focus();
}

function focusedIn(element: HTMLElement | undefined): Element | null {
  const root = element?.getRootNode();
  return root instanceof ShadowRoot ? root.activeElement : null;
}
