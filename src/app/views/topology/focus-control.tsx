import { useStore, useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { takeFocus } from './focus-taken.ts';

/** Takes the focus over from the still picture once the boxes are drawn. */
export function FocusControl() {
  const drawn = useStore(({ nodes }) => nodes.length > 0);
  const flowStore = useStoreApi();
  useEffect(() => {
    const { domNode } = flowStore.getState();
    if (drawn && domNode) takeFocus(domNode);
  }, [drawn, flowStore]);
  return null;
}
