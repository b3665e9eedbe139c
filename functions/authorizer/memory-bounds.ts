/** What a container remembers of tokens: records, uses, counts. */
export const ENTRIES_MAX = 10_000;
/** Writes of observed origins, for one token in one minute. */
export const ORIGIN_WRITES_MAX = 10;
