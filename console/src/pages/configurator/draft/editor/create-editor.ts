import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { highlightJson } from "./highlight.ts";
import { editorTheme } from "./theme.ts";

export interface EditorOptions {
  readonly host: HTMLElement;
  /** For screen readers. */
  readonly label: string;
  readonly text: string;
  readonly readOnly: boolean;
  readonly onChange: (text: string) => void;
  /** Ctrl+S, or Cmd+S. */
  readonly onSave: () => void;
}

/** What the page does with an editor. */
export interface Editor {
  readonly text: () => string;
  /** Takes the place of the whole text, as one step that can be undone. */
  readonly replace: (text: string) => void;
  readonly mark: (diagnostics: readonly Diagnostic[]) => void;
  /** Selects a place, brings it into sight and gives the editor the focus. */
  readonly show: (from: number, to: number) => void;
  readonly destroy: () => void;
}

/**
 * A JSON editor. It stands in a shadow root, whose styles are adopted style sheets: the page's policy refuses style elements, which the editor
 * would make anywhere else.
 */
export function createEditor({ host, label, text, readOnly, onChange, onSave }: EditorOptions): Editor {
  const save = (): boolean => {
    onSave();
    // The browser's own dialog stays away.
    return true;
  };
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        foldGutter(),
        lintGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of("  "),
        bracketMatching(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        json(),
        highlightJson,
        EditorView.lineWrapping,
        EditorState.readOnly.of(readOnly),
        EditorView.contentAttributes.of({
          "aria-label": label,
          tabindex: "0",
          ...(readOnly && { "aria-readonly": "true" }),
        }),
        keymap.of([
          { key: "Mod-s", run: save },
          ...defaultKeymap,
          ...historyKeymap,
          ...foldKeymap,
          // Escape and then Tab still leave the editor.
          ...(readOnly ? [] : [indentWithTab]),
        ]),
        editorTheme,
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged) onChange(state.doc.toString());
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    replace: (next) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } }),
    mark(diagnostics) {
      const end = view.state.doc.length;
      const inside = diagnostics.map((diagnostic) => ({
        ...diagnostic,
        from: Math.min(diagnostic.from, end),
        to: Math.min(diagnostic.to, end),
      }));
      view.dispatch(setDiagnostics(view.state, inside));
    },
    show(from, to) {
      const end = view.state.doc.length;
      view.dispatch({
        selection: { anchor: Math.min(from, end), head: Math.min(to, end) },
        effects: EditorView.scrollIntoView(Math.min(from, end), { y: "center" }),
      });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}
