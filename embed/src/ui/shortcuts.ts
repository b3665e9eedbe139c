/** Undo and redo with the keyboard. */
export interface Shortcuts {
  onUndo(): void;
  onRedo(): void;
}

export function listenForShortcuts(panel: HTMLElement, { onUndo, onRedo }: Shortcuts): void {
  panel.addEventListener("keydown", (event) => {
    const { ctrlKey, metaKey, altKey, shiftKey, key, target } = event;
    // What was written is for the text field itself to take back.
    const isWriting = target instanceof HTMLInputElement && /text|number/.test(target.type);
    if (!(ctrlKey || metaKey) || altKey || isWriting || !/^[zy]$/i.test(key)) return;
    event.preventDefault();
    if (shiftKey || /y/i.test(key)) onRedo();
    else onUndo();
  });
}
