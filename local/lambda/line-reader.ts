/** Cuts a stream of text into lines. */
export interface LineReader {
  push(text: string, onLine: (line: string) => void): void;
  /** Ends a line that has no line end yet. */
  flush(onLine: (line: string) => void): void;
}

export function createLineReader(): LineReader {
  let rest = "";
  return {
    push(text, onLine) {
      const lines = `${rest}${text}`.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    },
    flush(onLine) {
      if (rest !== "") onLine(rest);
      rest = "";
    },
  };
}
