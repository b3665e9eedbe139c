/** Adds to an object what only its fuller copy has, at any depth. Whoever holds a part of it holds the same part after. */
export function fillIn(target: object, copy: object): void {
  for (const [key, value] of Object.entries(copy)) {
    const own: unknown = Object.hasOwn(target, key) ? Reflect.get(target, key) : undefined;
    if (own === undefined)
      Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
    else if (typeof own === "object" && own !== null && typeof value === "object" && value !== null) fillIn(own, value);
  }
}
