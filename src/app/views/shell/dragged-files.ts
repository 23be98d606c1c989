import { useEffect, useState } from 'react';

/** A file or folder as the browser gives it while the drop is handled; it is read later. */
type Dropped = FileSystemEntry | File;

/**
 * Takes files that are dropped anywhere on the page, from its first picture on: else the browser would leave the page for
 * them. Answers whether some are held over it now.
 */
export function useDraggedFiles(take: (dropped: readonly Dropped[]) => void): 'over' | 'none' {
  const [held, setHeld] = useState<'over' | 'none'>('none');
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.stopPropagation();
      event.dataTransfer.dropEffect = 'copy';
      setHeld('over');
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setHeld('none');
    };
    const drop = (event: DragEvent) => {
      setHeld('none');
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.stopPropagation();
      take(droppedIn(event.dataTransfer.items));
    };
    // In the capture phase, so that no editor takes the file for itself.
    const capture = { capture: true };
    addEventListener('dragenter', over, capture);
    addEventListener('dragover', over, capture);
    addEventListener('dragleave', leave, capture);
    addEventListener('drop', drop, capture);
    return () => {
      removeEventListener('dragenter', over, capture);
      removeEventListener('dragover', over, capture);
      removeEventListener('dragleave', leave, capture);
      removeEventListener('drop', drop, capture);
    };
  }, [take]);
  return held;
}

function droppedIn(items: DataTransferItemList): readonly Dropped[] {
  return [...items].flatMap((item) =>
    item.kind === 'file' ? (item.webkitGetAsEntry() ?? item.getAsFile() ?? []) : [],
  );
}
