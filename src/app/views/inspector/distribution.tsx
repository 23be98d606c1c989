import { useApp } from '#store';
import { type Answer, receivingOf } from '#view';
import './distribution.css';

type Receiving = ReturnType<typeof receivingOf>[number];

const MOST = 12;

/** Where several requests go: the share of each receiver by rule, and how often it was drawn. The run shown is one of them. */
export function Distribution({ answer }: { readonly answer: Answer }) {
  const onOne = useApp(({ run: { asked, loaded } }) =>
    asked?.kind === 'typed'
      ? asked.request.more?.sameConnection === true
      : loaded?.requests.find((one) => one.name === asked?.name)?.more?.sameConnection === true,
  );
  const rows = receivingOf(answer.odds);
  if (rows.length === 0) return null;
  const { undrawn } = answer.odds;
  const count = answer.odds.drawn.length;
  const { receiver } = answer.trace;
  const shown = receiver === null ? '' : `${receiver.ip}:${receiver.port}`;
  return (
    <section className="distribution" aria-label="Where the requests go">
      <h2 className="label">
        Where the {undrawn > 0 ? `first ${count} of ${count + undrawn}` : count} requests go
        <span className="distribution-key" aria-hidden="true">
          <span className="distribution-drawn" /> drawn <i /> expected share
        </span>
      </h2>
      <ul>
        {rows.slice(0, MOST).map((row) => (
          <Row key={row.endpoint} row={row} count={count} run={row.endpoint === shown ? 'shown' : 'other'} />
        ))}
      </ul>
      {rows.length > MOST ? <p className="faint">and {rows.length - MOST} more receivers</p> : null}
      <p className="quiet">{whySo(answer, count, onOne ? 'one' : 'each')}</p>
    </section>
  );
}

function Row({
  row,
  count,
  run,
}: {
  readonly row: Receiving;
  readonly count: number;
  readonly run: 'shown' | 'other';
}) {
  return (
    <li aria-current={run === 'shown' ? 'true' : undefined} title={`${row.label} ${row.endpoint}`.trim()}>
      <span className="distribution-who">
        {run === 'shown' ? <b>→ </b> : null}
        <Ends name={row.label} />
      </span>
      <span className="distribution-share">
        {row.share === '1' ? 'all' : row.share} by rule,{' '}
        <b>
          {row.drawn} of {count}
        </b>{' '}
        drawn
      </span>
      <span className="distribution-bar" aria-hidden="true">
        <span style={{ width: `${(100 * row.drawn) / count}%` }} />
        <i style={{ left: `${100 * row.part}%` }} />
      </span>
    </li>
  );
}

/** A name that is cut before its last part: that tells a pod from its replicas. */
function Ends({ name }: { readonly name: string }) {
  const end = name.lastIndexOf('-');
  if (end <= 0) return <span className="distribution-name">{name}</span>;
  return (
    <>
      <span className="distribution-name">{name.slice(0, end)}</span>
      <span>{name.slice(end)}</span>
    </>
  );
}

function whySo({ trace }: Answer, count: number, connections: 'one' | 'each'): string {
  if (trace.passes.some(({ why }) => why === 'upstream'))
    return 'The proxy on the way chooses for every request anew, also where they come on one connection.';
  return connections === 'one'
    ? `Chosen when a connection begins, not for every request: all ${count} are on one connection, so they stay together.`
    : `Chosen when a connection begins, and each of the ${count} opens its own: the one shown (→) is request 1.`;
}
