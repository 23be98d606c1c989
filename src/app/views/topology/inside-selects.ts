import { useEffect } from 'react';
import { actions, useApp } from '#store';
import type { PicturePod } from '#view';

/** Keeps what the object under the pointer or the focus selects; to be used once, by the pane. */
export function useSelecting(): void {
  const hovered = useApp((state) => state.selection.hoveredObject);
  const loaded = useApp((state) => state.run.loaded);
  useEffect(() => {
    void actions.showSelects(hovered);
  }, [hovered, loaded]);
}

/** The word for a pod that is selected, `null` for one that is not. */
export function useSelectedPod(key: string): string | null {
  return useApp((state) => state.picture.selects?.pods[key] ?? null);
}

/** How many pods of a stack are selected, and as what: `2 of 3: endpoint`. */
export function useSelectedStack(pods: readonly PicturePod[]): string | null {
  return useApp(({ picture: { selects } }) => {
    if (!selects) return null;
    const words = pods.flatMap(({ key }) => selects.pods[key] ?? []);
    if (words.length === 0) return null;
    return words.length === pods.length ? `all ${words[0]}` : `${words.length} of ${pods.length} ${words[0]}`;
  });
}

/** Whether a card is selected by the one under the pointer: a Service by its Ingress. */
export function useSelectedCard(ref: string): boolean {
  return useApp((state) => state.picture.selects?.cards.includes(ref) ?? false);
}

/** What makes an object show what it selects, for whatever names it: pointer or focus. */
export function pointsTo(ref: string) {
  return {
    onMouseEnter: () => actions.hoverObject(ref),
    onMouseLeave: () => actions.hoverObject(null),
    onFocus: () => actions.hoverObject(ref),
    onBlur: () => actions.hoverObject(null),
  };
}
