/** Gives a file to whoever asked for it. */
export function saveFile(contents: Blob, name: string): void {
  const url = URL.createObjectURL(contents);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download holds on to the contents by itself.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
