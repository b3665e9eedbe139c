/**
 * Tells which of these elements come into sight. What is removed from the page needs no end of it: it is never seen again.
 * @param elements by the name that is told.
 */
export function watchSightings(elements: ReadonlyMap<string, HTMLElement>, onSeen: (name: string) => void): void {
  const names = new Map<Element, string>([...elements].map(([name, element]) => [element, name]));
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const name = names.get(target);
      if (isIntersecting && name !== undefined) onSeen(name);
    }
  });
  for (const element of elements.values()) observer.observe(element);
}
