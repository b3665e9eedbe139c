/** Query parameter of the page's address that opens a saved configuration. */
export const RESUME_PARAMETER = "latchkey";
