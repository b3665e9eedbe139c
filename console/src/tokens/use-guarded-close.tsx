import { useConfirm } from "../design/confirm.tsx";

/** Closes a form; asks first when something has been written that would be lost. */
export function useGuardedClose(isChanged: boolean, onClose: () => void): () => void {
  const confirm = useConfirm();
  return () => {
    if (!isChanged) {
      onClose();
      return;
    }
    void confirm({
      title: "Discard what you have entered?",
      body: <p>It has not been saved.</p>,
      confirmLabel: "Discard",
      danger: true,
    }).then((isSure) => {
      if (isSure) onClose();
    });
  };
}
