/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page starts; null on the last one. */
  readonly nextCursor: string | null;
}

/**
 * One reading of a list. `await` gives its first page, `for await` every item of all pages, `pages()` every page. Nothing is sent before one of
 * these is used; pages are fetched one at a time, when they are needed.
 */
export interface List<Item> extends Promise<Page<Item>>, AsyncIterable<Item> {
  pages(): AsyncIterableIterator<Page<Item>>;
}

/** @param fetchPage asks for the first page with `{}` and for another with its cursor. */
export function createList<Item>(fetchPage: (from: { readonly cursor?: string }) => Promise<Page<Item>>): List<Item> {
  let firstPage: Promise<Page<Item>> | undefined;
  const first = () => {
    firstPage ??= fetchPage({});
    return firstPage;
  };

  async function* pages(): AsyncGenerator<Page<Item>, void, undefined> {
    let page = await first();
    yield page;
    while (page.nextCursor !== null) {
      page = await fetchPage({ cursor: page.nextCursor });
      yield page;
    }
  }

  async function* items(): AsyncGenerator<Item, void, undefined> {
    for await (const page of pages()) yield* page.items;
  }

  return {
    // biome-ignore lint/suspicious/noThenProperty: a list is awaited for its first page, and is lazy unlike a promise
    then: (onFulfilled, onRejected) => first().then(onFulfilled, onRejected),
    catch: (onRejected) => first().catch(onRejected),
    finally: (onFinally) => first().finally(onFinally),
    pages,
    [Symbol.asyncIterator]: items,
    [Symbol.toStringTag]: "List",
  };
}
