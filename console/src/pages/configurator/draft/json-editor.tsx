import { type ReactNode, useEffect, useRef } from "react";
import { createEditor, type Editor } from "./editor/create-editor.ts";

export interface JsonEditorProps {
  readonly label: string;
  /** What it starts with. */
  readonly text: string;
  readonly readOnly?: boolean;
  readonly onChange?: (text: string) => void;
  readonly onSave?: () => void;
  /** Called with the editor once it is there, and with undefined when it goes. */
  readonly onEditor?: (editor: Editor | undefined) => void;
}

/** In a file of its own, which is loaded when somebody edits or reads a document. */
export default function JsonEditor(props: JsonEditorProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const { label, readOnly = false } = props;
  useEffect(() => {
    if (host.current === null) return undefined;
    const editor = createEditor({
      host: host.current,
      label,
      text: latest.current.text,
      readOnly,
      onChange: (text) => latest.current.onChange?.(text),
      onSave: () => latest.current.onSave?.(),
    });
    latest.current.onEditor?.(editor);
    return () => {
      latest.current.onEditor?.(undefined);
      editor.destroy();
    };
  }, [label, readOnly]);
  return <div ref={host} className="json-editor" />;
}
