import { useEffect, useRef, useState } from 'react';
import { actions, type Began, type Kept, type KeptEntry, useApp } from '#store';
import { count, Icon } from '#views/common';
import './recent.css';

const BEGAN_WORDS: Readonly<Record<Began, string>> = {
  example: 'began as the example',
  gallery: 'began in the gallery',
  link: 'began as a link',
  file: 'from a file',
  paste: 'pasted',
  nothing: 'began empty',
  copy: 'a copy, made where two tabs met',
};

/** Documents that were worked on in this browser, newest first. One that was deleted can be put back while this is open. */
export function RecentList() {
  const [kept, setKept] = useState<readonly KeptEntry[] | null>(null);
  const [deleted, setDeleted] = useState<Kept | null>(null);
  const open = useApp((state) => state.document.id);
  const heading = useRef<HTMLHeadingElement>(null);
  const read = async () => setKept(await actions.kept());
  useEffect(() => {
    void actions.kept().then(setKept);
  }, []);
  // The button that was pressed is gone with its row.
  const afterwards = async () => {
    await read();
    heading.current?.focus();
  };
  if (kept === null) return <p className="faint">The recent documents are being read.</p>;
  return (
    <>
      <h3 ref={heading} tabIndex={-1} className="recent-head">
        Recent
      </h3>
      <p aria-live="polite" className="recent-deleted">
        {deleted ? (
          <>
            Deleted “{deleted.title}”.{deleted.id === open ? ' It is still open, and kept nowhere.' : ''}{' '}
            <button
              type="button"
              className="in-text"
              onClick={() => {
                setDeleted(null);
                void actions.putBack(deleted).then(afterwards);
              }}
            >
              Put it back
            </button>
          </>
        ) : null}
      </p>
      {kept.length === 0 ? <p className="faint">What you edit is kept here, in this browser only.</p> : null}
      <ul className="recent-list" aria-label="Recent documents">
        {kept.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className="recent-open"
              aria-current={one.id === open}
              onClick={() => void actions.openKept(one.id)}
            >
              <span className="recent-title">{one.title}</span>
              <span className="quiet">
                {one.id === open ? 'open now, ' : ''}
                {timeText(one.at)}, {sizeText(one.size)}, {BEGAN_WORDS[one.began]}
              </span>
            </button>
            <button
              type="button"
              className="button plain square"
              aria-label={`Delete ${one.title}`}
              title="Delete"
              onClick={() =>
                void actions.forgetKept(one.id).then((was) => {
                  setDeleted(was);
                  return afterwards();
                })
              }
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      {kept.length > 1 ? (
        <DeleteAll
          size={kept.length}
          run={() => {
            setDeleted(null);
            void actions.forgetAllKept().then(afterwards);
          }}
        />
      ) : null}
    </>
  );
}

function DeleteAll({ size, run }: { readonly size: number; readonly run: () => void }) {
  const [state, setState] = useState<'offered' | 'asked'>('offered');
  const sure = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (state === 'asked') sure.current?.focus();
  }, [state]);
  if (state === 'offered') {
    return (
      <button type="button" className="button" onClick={() => setState('asked')}>
        Delete all
      </button>
    );
  }
  return (
    <p className="recent-sure">
      {count(size, 'document')} will be gone for good.{' '}
      <button ref={sure} type="button" className="button" onClick={run}>
        Delete them
      </button>{' '}
      <button type="button" className="button plain" onClick={() => setState('offered')}>
        Keep them
      </button>
    </p>
  );
}

function timeText(at: number): string {
  const then = new Date(at);
  const isToday = then.toDateString() === new Date().toDateString();
  return isToday
    ? `today ${then.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}`
    : then.toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}

function sizeText(characters: number): string {
  if (characters < 1000) return count(characters, 'character');
  if (characters < 1_000_000) return `${Math.round(characters / 1000)} kB`;
  return `${(characters / 1_000_000).toFixed(1)} MB`;
}
