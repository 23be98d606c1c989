import { actions, isOnLine, useApp } from '#store';
import type { EvidencePlace } from '#view';
import { shortRef } from '#views/common';

const ORIGINS: Readonly<Record<string, string>> = {
  written: 'written',
  default: 'left out, so the default holds',
  scenario: 'a setting of the scenario',
};

/** What the decision rests on: lines of the manifests to jump to, and what was filled in. */
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
  const { range } = place;
  const name = place.object.startsWith('Setting/') ? 'Setting' : shortRef(place.object);
  const what = (
    <>
      {name} {place.field === '' ? null : <code>{place.field}</code>}
    </>
  );
  if (!range) {
    return (
      <>
        {what} <span className="faint">{ORIGINS[place.origin] ?? `from ${place.origin}`}</span>
      </>
    );
  }
  return (
    <button
      type="button"
      className="in-text"
      onClick={() => actions.jumpTo(range.start.line)}
      onMouseEnter={() => actions.hoverObject(place.object)}
      onMouseLeave={() => actions.hoverObject(null)}
      onFocus={() => actions.hoverObject(place.object)}
      onBlur={() => actions.hoverObject(null)}
    >
      {what} <span className="faint">line {range.start.line}</span>
    </button>
  );
}
