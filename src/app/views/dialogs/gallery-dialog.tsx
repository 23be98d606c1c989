import { useEffect, useState } from 'react';
import { actions } from '#store';
import { Dialog, LayerMark } from '#views/common';
import { type Exhibit, fetchExhibits } from './exhibits.ts';
import './dialogs.css';

/** Finished scenarios, one click each. A text of one's own that was open stays among those under Open. */
export function GalleryDialog() {
  const [exhibits, setExhibits] = useState<readonly Exhibit[] | 'failed' | null>(null);
  useEffect(() => {
    fetchExhibits().then(setExhibits, () => setExhibits('failed'));
  }, []);
  const list = exhibits === null || exhibits === 'failed' ? [] : exhibits;
  return (
    <Dialog title="Gallery" onClose={() => actions.openDialog(null)}>
      <p className="quiet">Each opens with its first request on the way. Your own text stays under Open.</p>
      {exhibits === null ? <p className="faint">The list is being fetched.</p> : null}
      {exhibits === 'failed' ? <p className="bad">The list could not be loaded.</p> : null}
      <ul className="gallery-list">
        {list.map((one) => (
          <li key={one.name} data-layer={one.layer}>
            <button type="button" onClick={() => void actions.openGallery(one.name)}>
              <span className="gallery-title">
                <LayerMark layer={one.layer} /> {one.title}
              </span>
              <span className="quiet">{one.teaches}</span>
            </button>
            <a href={`#g=${one.name}`} className="faint" aria-label={`Link to ${one.title}`} title="A link to copy">
              link
            </a>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
