/** A file that a page names. */
export interface PageFile {
  /** Relative to the site's root, without a slash in front. */
  readonly path: string;
  /** Value of the `integrity` attribute (SRI); undefined for a file of another build, which has a fixed name. */
  readonly integrity: string | undefined;
}

export interface PageParts {
  readonly title: string;
  /** Classic scripts that run before anything is painted. */
  readonly blocking?: readonly PageFile[];
  /** Classic scripts that run when the page has been read. */
  readonly deferred?: readonly PageFile[];
  readonly modules?: readonly PageFile[];
  readonly styles: readonly PageFile[];
}

/** An HTML page that holds no script and no style of its own, so that the strictest policy fits it. */
export function formatPage({ title, blocking = [], deferred = [], modules = [], styles }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:,">
${styles.map((file) => `<link rel="stylesheet" href="/${file.path}"${checked(file)}>`).join("\n")}
${blocking.map((file) => `<script src="/${file.path}"${checked(file)}></script>`).join("\n")}
${deferred.map((file) => `<script defer src="/${file.path}"${checked(file)}></script>`).join("\n")}
${modules.map((file) => `<script type="module" src="/${file.path}"${checked(file)}></script>`).join("\n")}
</head>
<body>
<div id="root"></div>
<noscript>This page needs JavaScript.</noscript>
</body>
</html>
`;
}

function checked({ integrity }: PageFile): string {
  return integrity === undefined ? "" : ` integrity="${integrity}" crossorigin`;
}
