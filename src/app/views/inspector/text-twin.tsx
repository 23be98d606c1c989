import { actions, hopIndex, useApp } from '#store';
import { LayerMark, layerWord } from '#views/common';
import type { TwinText } from '#worker';
import { CopyButton } from './copy-button.tsx';
import { Stale } from './stale.tsx';
import { useTwin } from './use-twin.ts';
import { VerdictBox } from './verdict-box.tsx';

/** The run as an ordered list with every fact of picture and inspector, from the same printer as the command line. */
export function TextTwin() {
  const answer = useApp((state) => state.run.answer);
  const twin = useTwin();
  if (!answer) return <p className="quiet">Nothing was sent yet.</p>;
  return (
    <>
      <Stale>
        <VerdictBox verdict={answer.verdict} />
      </Stale>
      {twin ? (
        <>
          <CopyButton text={twin.markdown}>Copy as Markdown</CopyButton>
          <h2 className="label">Hop by hop</h2>
          <HopList hops={twin.hops} />
          <Sentences title="Could also end" all={twin.others} />
          <Sentences title="Assumed" all={twin.assumed} />
          <Sentences title="Not supported, so the verdict may be wrong" all={twin.unsupported} />
        </>
      ) : null}
    </>
  );
}

function HopList({ hops }: { readonly hops: TwinText['hops'] }) {
  const now = useApp(hopIndex);
  return (
    <ol className="text-twin" aria-label="Run as text">
      {hops.map((hop, index) => (
        <li key={hop.key} aria-current={index === now ? 'step' : undefined} data-way={hop.way} data-layer={hop.layer}>
          {hop.pass === '' ? null : <p className="faint twin-pass">{hop.pass}</p>}
          <button type="button" onClick={() => actions.goTo(index)}>
            <LayerMark layer={hop.layer} />
            <span>
              <span className="visually-hidden">
                {hop.way === 'reply' ? 'reply, ' : ''}
                {layerWord(hop)}:{' '}
              </span>
              {hop.what}
            </span>
          </button>
          <Facts hop={hop} />
        </li>
      ))}
    </ol>
  );
}

function Facts({ hop }: { readonly hop: TwinText['hops'][number] }) {
  return (
    <div className="twin-facts">
      {hop.detail === '' ? null : <p>{hop.detail}</p>}
      <p>
        at {hop.place}
        {hop.packet === '' ? null : (
          <>
            : <code>{hop.packet}</code>
          </>
        )}
      </p>
      {hop.because.length === 0 ? null : <p>by {hop.because.join('; ')}</p>}
      {hop.alternatives.length === 0 ? null : <p>also: {hop.alternatives.join('; ')}</p>}
    </div>
  );
}

function Sentences({ title, all }: { readonly title: string; readonly all: readonly string[] }) {
  if (all.length === 0) return null;
  return (
    <>
      <h2 className="label">{title}</h2>
      <ul className="plain-list">
        {all.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
