import type { Hop } from '#view';
import { shareText } from '#views/common';

/** What else could have happened at this hop, with its share where it is a matter of chance. */
export function Alternatives({ hop }: { readonly hop: Hop }) {
  const { shown, more } = hop.notTaken;
  if (shown.length === 0) return null;
  const byChance = shown.some((one) => one.share !== null);
  return (
    <>
      <h3 className="label">{byChance ? 'Could also have gone to' : 'Not taken'}</h3>
      <ul className="alternatives">
        {shown.map((one) => (
          <li key={`${one.label} ${one.why}`}>
            <code>{one.label}</code>
            {one.share === null ? null : <b> {shareText(one.share)}</b>} <span className="quiet">{one.why}</span>
          </li>
        ))}
        {more > 0 ? <li className="faint">and {more} more</li> : null}
      </ul>
    </>
  );
}
