import { type ComponentType, lazy, type ReactNode, Suspense } from "react";

/** A dialog whose code is fetched when it is first opened: lists are on screen without it. */
export function lazyDialog<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() }));
  return function LazyDialog(props: Props): ReactNode {
    return (
      <Suspense>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
