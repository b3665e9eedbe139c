/**
 * For when the user interface itself is missing: the picture that the page named, else what stands inside the element, else a sentence. The
 * texts live in the file that is missing, so this one is here.
 */
export function showFallback(host: HTMLElement, picture: string | undefined): void {
  host.shadowRoot?.replaceChildren(document.createElement("slot"));
  if (picture) host.replaceChildren(Object.assign(new Image(), { src: picture, alt: "" }));
  else if (!host.firstElementChild) host.textContent = "⚠ Not available right now · Zurzeit nicht verfügbar";
}
