import { useLayoutEffect, useRef } from 'react';
import './drop.css';

/** Says that files which are held over the page can be dropped. Its twin without a pointer is in the dialog Open. */
export function DropOverlay() {
  const overlay = useRef<HTMLElement>(null);
  useLayoutEffect(() => overlay.current?.showPopover(), []);
  return (
    <section ref={overlay} popover="manual" className="drop-overlay" aria-label="Drop files">
      <div>
        <p className="drop-title">Drop to open</p>
        <p>Manifests, a scenario, or a folder of them. They stay in this browser.</p>
      </div>
    </section>
  );
}
