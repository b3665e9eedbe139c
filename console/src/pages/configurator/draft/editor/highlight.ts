import { syntaxTree } from "@codemirror/language";
import { RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

const MARKS = new Map(
  [
    ["PropertyName", "json-key"],
    ["String", "json-text"],
    ["Number", "json-number"],
    ["True", "json-word"],
    ["False", "json-word"],
    ["Null", "json-word"],
  ].map(([name, style]) => [name, Decoration.mark({ class: style ?? "" })]),
);

/** Gives the parts of JSON that are in sight their classes. */
export const highlightJson = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }

    update({ docChanged, viewportChanged, view, state, startState }: ViewUpdate): void {
      const isParsedFurther = syntaxTree(state) !== syntaxTree(startState);
      if (docChanged || viewportChanged || isParsedFurther) this.decorations = decorate(view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function decorate({ visibleRanges, state }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let last = -1;
  for (const { from, to } of visibleRanges) {
    syntaxTree(state).iterate({
      from,
      to,
      enter: (node) => {
        const mark = MARKS.get(node.name);
        // A long text can reach from one visible range into the next.
        if (mark === undefined || node.from <= last) return;
        builder.add(node.from, node.to, mark);
        last = node.from;
      },
    });
  }
  return builder.finish();
}
