import { useEffect, useRef } from 'react';
import { actions } from '#store';
import { readDropped } from './read-files.ts';
import './drop.css';

/** Lets files and folders be dropped anywhere on the page. Its twin without a pointer is in the dialog Open. */
export function DropTarget() {
  const overlay = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = overlay.current;
    const show = (visible: 'shown' | 'hidden') => {
      if (element === null || element.matches(':popover-open') === (visible === 'shown')) return;
      if (visible === 'shown') element.showPopover();
      else element.hidePopover();
    };
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.stopPropagation();
      event.dataTransfer.dropEffect = 'copy';
      show('shown');
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) show('hidden');
    };
    const drop = (event: DragEvent) => {
      show('hidden');
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.stopPropagation();
      void readDropped(event.dataTransfer.items).then((files) => actions.openFiles(files));
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
  }, []);
  return (
    <section ref={overlay} popover="manual" className="drop-overlay" aria-label="Drop files">
      <div>
        <p className="drop-title">Drop to open</p>
        <p>Manifests, a scenario, or a folder of them. They stay in this browser.</p>
      </div>
    </section>
  );
}
