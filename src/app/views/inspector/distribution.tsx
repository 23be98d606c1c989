import { useApp } from '#store';
import { type Answer, receivingOf } from '#view';
import './distribution.css';

const MOST = 12;

/** Where several requests go: the share of each receiver by rule, and how often it was drawn. */
export function Distribution({ answer }: { readonly answer: Answer }) {
  const onOne = useApp(({ run: { asked, loaded } }) =>
    asked?.kind === 'typed'
      ? asked.request.more?.sameConnection === true
      : loaded?.requests.find((one) => one.name === asked?.name)?.more?.sameConnection === true,
  );
  const rows = receivingOf(answer.odds);
  if (rows.length === 0) return null;
  const count = answer.odds.drawn.length;
  return (
    <section className="distribution" aria-label="Where the requests go">
      <h2 className="label">Where the {count} requests go</h2>
      <ul>
        {rows.slice(0, MOST).map((row) => (
          <li key={row.endpoint}>
            <span className="distribution-who">
              {row.label} {row.endpoint === '' ? null : <code className="faint">{row.endpoint}</code>}
            </span>
            <span className="distribution-bar" aria-hidden="true">
              <span style={{ width: `${(100 * row.drawn) / count}%` }} />
              <i style={{ left: `${100 * row.part}%` }} />
            </span>
            <span className="distribution-share">
              {row.share === '1' ? 'all' : row.share} by rule,{' '}
              <b>
                {row.drawn} of {count}
              </b>{' '}
              drawn
            </span>
          </li>
        ))}
      </ul>
      {rows.length > MOST ? <p className="faint">and {rows.length - MOST} more receivers</p> : null}
      <p className="quiet">{whySo(answer, count, onOne ? 'one' : 'each')}</p>
    </section>
  );
}

function whySo({ trace }: Answer, count: number, connections: 'one' | 'each'): string {
  if (trace.passes.some(({ why }) => why === 'upstream'))
    return 'The proxy on the way chooses for every request anew, also where they come on one connection.';
  return connections === 'one'
    ? `The receiver is chosen when a connection begins, not for every request: all ${count} are on one connection, so they stay together.`
    : `The receiver is chosen when a connection begins, not for every request: here each of the ${count} opens its own.`;
}
