/**
 * Whether the whole of `text` matches `pattern`, where `*` stands for any characters, none included, and `?` for
 * exactly one. Case-sensitive. Linear in the product of both lengths, whatever the pattern.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let patternAt = 0;
  let textAt = 0;
  let starAt = -1;
  let starTextAt = 0;
  while (textAt < text.length) {
    const wanted = pattern[patternAt];
    if (wanted === "*") {
      starAt = patternAt++;
      starTextAt = textAt;
    } else if (wanted === "?" || wanted === text[textAt]) {
      patternAt++;
      textAt++;
    } else if (starAt >= 0) {
      // Let the last star take one character more and try again behind it.
      patternAt = starAt + 1;
      textAt = ++starTextAt;
    } else {
      return false;
    }
  }
  while (pattern[patternAt] === "*") patternAt++;
  return patternAt === pattern.length;
}
