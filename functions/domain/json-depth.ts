/** Whether no more lists and objects are in each other. Recursion would end before the longest document does. */
export function isShallow(document: unknown, levelsMax: number): boolean {
  let containers = [document].filter(isContainer);
  for (let levels = 0; containers.length > 0; levels++) {
    if (levels === levelsMax) return false;
    containers = containers.flatMap((container) => Object.values(container).filter(isContainer));
  }
  return true;
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
