import { useEffect, useState } from 'react';
import { actions } from '#store';
import { Dialog, DIALOG_TITLES, LayerMark } from '#views/common';
import { type Exhibit, exhibitsByTheme, fetchExhibits } from './exhibits.ts';
import './dialogs.css';

/** Finished scenarios, one click each. A text of one's own that was open stays among those under Open. */
export function GalleryDialog() {
  const [exhibits, setExhibits] = useState<readonly Exhibit[] | 'failed' | null>(null);
  useEffect(() => {
    fetchExhibits().then(setExhibits, () => setExhibits('failed'));
  }, []);
  const list = exhibits === null || exhibits === 'failed' ? [] : exhibits;
  return (
    <Dialog title={DIALOG_TITLES.gallery} onClose={() => actions.openDialog(null)}>
      <p className="quiet">Each opens with its first request on the way. Your own text stays under Open.</p>
      {exhibits === null ? <p className="faint">The list is being fetched.</p> : null}
      {exhibits === 'failed' ? <p className="bad">The list could not be loaded.</p> : null}
      {[...exhibitsByTheme(list)].map(([theme, own]) => (
        <section key={theme} aria-label={theme}>
          <h3 className="label gallery-theme">{theme}</h3>
          <ul className="gallery-list">
            {own.map((one) => (
              <GalleryEntry key={one.name} one={one} />
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  );
}

function GalleryEntry({ one }: { readonly one: Exhibit }) {
  return (
    <li data-layer={one.layer}>
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
  );
}
