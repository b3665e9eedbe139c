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
  write(element, attributes);
  element.append(...children);
  return element;
}

/** A drawing of one line, 24 units wide and high, in the color of the text. */
export function icon(path: string): SVGElement {
  const [drawing, line] = [svg("svg"), svg("path")];
  write(drawing, { viewBox: "0 0 24 24", "aria-hidden": "true" });
  write(line, { d: path });
  drawing.append(line);
  return drawing;
}

/**
 * Says that something cannot be used now. Unlike the `disabled` attribute, this keeps it in reach of the keyboard and of screen readers, and
 * the keyboard's place where it is.
 */
export function setDisabled(element: Element, isDisabled: boolean): void {
  element.toggleAttribute("data-off", isDisabled);
  element.setAttribute("aria-disabled", String(isDisabled));
}

export function isDisabled(element: Element): boolean {
  return element.hasAttribute("data-off");
}

/** An id that no other element of this page's configurators has. */
export function uniqueId(): string {
  nextId += 1;
  return `lk${nextId}`;
}
let nextId = 0;

function svg<Tag extends keyof SVGElementTagNameMap>(tag: Tag): SVGElementTagNameMap[Tag] {
  return document.createElementNS("http://www.w3.org/2000/svg", tag);
}

function write(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
}
