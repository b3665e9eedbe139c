/** The data of the first release. */
export const BASELINE_VERSION = 1;
/** The form of the items that this release reads and writes: one more with each migration. */
export const DATA_VERSION = 1;
/** The oldest data that this release still has the migrations for. */
export const OLDEST_DATA_VERSION = 1;
