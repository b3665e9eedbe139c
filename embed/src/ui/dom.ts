type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * A new element. `true` writes an empty attribute; `false` and `undefined` write none. Text becomes text nodes, never
 * markup, so pages with Trusted Types are fine with it.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/** An id that no other element of this page's configurators has. */
export function uniqueId(): string {
  nextId += 1;
  return `lk${nextId}`;
}
let nextId = 0;
