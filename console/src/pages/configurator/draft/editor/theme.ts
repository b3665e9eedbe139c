import { EditorView } from "@codemirror/view";

/** In the colors of the console, whose custom properties reach into the shadow root. */
export const editorTheme = EditorView.theme({
  "&": {
    height: "100%",
    color: "var(--text)",
    backgroundColor: "var(--surface)",
    fontSize: "var(--size-small)",
  },
  // The host around it shows the focus.
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.55", overflow: "auto" },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": {
    color: "var(--text-muted)",
    backgroundColor: "var(--surface)",
    borderRight: "1px solid var(--line)",
  },
  // Translucent: the selection is painted below it.
  ".cm-activeLine, .cm-activeLineGutter": {
    backgroundColor: "light-dark(rgb(52 81 199 / 0.06), rgb(147 168 255 / 0.08))",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "light-dark(#cdd8fb, #33437a)",
  },
  "&.cm-focused .cm-matchingBracket, .cm-matchingBracket": { backgroundColor: "light-dark(#d7ead9, #28452f)" },
  ".cm-foldPlaceholder": {
    color: "var(--text-muted)",
    backgroundColor: "var(--surface-sunken)",
    borderColor: "var(--line)",
  },
  ".cm-tooltip": {
    color: "var(--text)",
    backgroundColor: "var(--surface-raised)",
    border: "1px solid var(--line)",
    borderRadius: "var(--radius-1)",
    fontFamily: "var(--font)",
  },
  ".cm-diagnostic-error": { borderLeftColor: "var(--danger)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warning)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--danger)",
    textDecorationSkipInk: "none",
    textUnderlineOffset: "0.2em",
  },
  ".cm-lintRange-warning": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--warning)",
    textDecorationSkipInk: "none",
    textUnderlineOffset: "0.2em",
  },
  ".json-key": { color: "light-dark(#1f4a8f, #9cc2ff)" },
  ".json-text": { color: "light-dark(#17673a, #8fdcae)" },
  ".json-number": { color: "light-dark(#8a3b00, #ffbe8a)" },
  ".json-word": { color: "light-dark(#7a1fa2, #dfa5f5)" },
});
