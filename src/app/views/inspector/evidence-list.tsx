import type { ReactNode } from 'react';
import { actions, isOnLine, useApp } from '#store';
import type { EvidencePlace } from '#view';
import { shortRef } from '#views/common';
import { Breakable } from './breakable.tsx';

/** What the decision rests on: lines of the manifests to jump to, and how the text stands to what is not written there. */
export function EvidenceList({ places }: { readonly places: readonly EvidencePlace[] }) {
  const line = useApp((state) => state.selection.hoveredLine);
  if (places.length === 0) return null;
  return (
    <>
      <h3 className="label">Decided by</h3>
      <ul className="evidence">
        {places.map((place) => (
          <li key={`${place.object} ${place.field}`} data-lit={line !== null && isOnLine(place, line)}>
            <Place place={place} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Place({ place }: { readonly place: EvidencePlace }) {
  const { range, near, said } = place;
  const name = place.object.startsWith('Setting/') ? 'Setting' : shortRef(place.object);
  const what = (
    <>
      {name} {place.field === '' ? null : <Breakable text={place.field} />}
    </>
  );
  if (range !== null) {
    return (
      <Jump line={range.start.line} object={place.object}>
        {what} <span className="faint">{said}</span>
      </Jump>
    );
  }
  return (
    <>
      {what} <span className="faint">{said}</span>
      {near === null ? null : (
        <>
          {' '}
          <Jump line={near.range.start.line} object={near.object}>
            <code>{near.name}</code> <span className="faint">line {near.range.start.line}</span>
          </Jump>
        </>
      )}
    </>
  );
}

function Jump({
  line,
  object,
  children,
}: {
  readonly line: number;
  readonly object: string;
  readonly children: ReactNode;
}) {
  return (
    <button
      type="button"
      className="in-text"
      onClick={() => actions.jumpTo(line)}
      onMouseEnter={() => actions.hoverObject(object)}
      onMouseLeave={() => actions.hoverObject(null)}
      onFocus={() => actions.hoverObject(object)}
      onBlur={() => actions.hoverObject(null)}
    >
      {children}
    </button>
  );
}
