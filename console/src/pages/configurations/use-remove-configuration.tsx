import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { useConfirm } from "../../design/confirm.tsx";
import { useNotifications } from "../../design/toast.tsx";

/** Asks, and deletes a saved configuration for ever. */
export function useRemoveConfiguration(onRemoved?: () => void): (shortId: string) => void {
  const { client } = useWorkspace();
  const confirm = useConfirm();
  const { failed } = useNotifications();
  const { mutate } = useChange((shortId: string) => client.configurations.delete(shortId), {
    renews: ["configurations"],
    done: (_, shortId) => `${shortId} is deleted.`,
  });
  return (shortId) => {
    void confirm({
      title: `Delete ${shortId}?`,
      body: (
        <>
          <p>Links with this short id open nothing any more. This cannot be undone.</p>
          <p>Files that are in no other configuration can no longer be downloaded.</p>
        </>
      ),
      confirmLabel: "Delete",
      danger: true,
    }).then((isSure) => {
      if (isSure) mutate(shortId, { onSuccess: () => onRemoved?.(), onError: failed });
    });
  };
}
