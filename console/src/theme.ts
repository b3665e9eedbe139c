import { applyTheme, readTheme } from "./design/theme.ts";

// Before the first paint, so that a page in the chosen colors never flashes in the others.
applyTheme(readTheme());
