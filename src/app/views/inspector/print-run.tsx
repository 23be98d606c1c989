import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { titleOf, useApp } from '#store';
import type { TwinText } from '#worker';
import { measurePicture } from './print-picture.ts';
import { useTwin } from './use-twin.ts';

/** What stands above the picture on paper: what was asked, and what came of it. Nothing of it is on the screen. */
export function PrintHead() {
  const printing = usePrinting();
  const title = useApp((state) => titleOf(state.run.loaded));
  const answer = useApp((state) => state.run.answer);
  if (!printing || !answer) return null;
  return (
    <section className="print-head">
      <h2>
        {title}: {answer.trace.request}
      </h2>
      <p>
        <strong>{answer.verdict.sentence}</strong>
      </p>
      {answer.verdict.facts.map((fact) => (
        <p key={fact}>{fact}</p>
      ))}
    </section>
  );
}

/** The hops as a table below the picture, with what was assumed. */
export function PrintTable() {
  const printing = usePrinting();
  const twin = useTwin();
  if (!printing || !twin) return null;
  return (
    <section className="print-table">
      <table>
        <thead>
          <tr>
            {['hop', 'layer', 'what', 'place and packet', 'decided by'].map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {twin.hops.map((hop) => (
            <Row key={hop.key} hop={hop} />
          ))}
        </tbody>
      </table>
      <Sentences title="Could also end" all={twin.others} />
      <Sentences title="Assumed" all={twin.assumed} />
      <Sentences title="Not supported, so the verdict may be wrong" all={twin.unsupported} />
    </section>
  );
}

function Row({ hop }: { readonly hop: TwinText['hops'][number] }) {
  return (
    <>
      {hop.pass === '' ? null : (
        <tr>
          <th scope="rowgroup" colSpan={5}>
            {hop.pass}
          </th>
        </tr>
      )}
      <tr>
        <td>{hop.number}</td>
        <td>{hop.way === 'reply' ? `${hop.layer}, reply` : hop.layer}</td>
        <td>
          {hop.what}
          {hop.alternatives.length === 0 ? null : <p>Also: {hop.alternatives.join('; ')}</p>}
        </td>
        <td>
          {hop.place} <code>{hop.packet}</code>
        </td>
        <td>{hop.because.join('; ')}</td>
      </tr>
    </>
  );
}

function Sentences({ title, all }: { readonly title: string; readonly all: readonly string[] }) {
  if (all.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {all.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

/** Whether the page is being put on paper. The browser takes its picture at once, so this renders at once. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const media = matchMedia('print');
    const set = (now: boolean) => {
      if (now) measurePicture();
      flushSync(() => setPrinting(now));
    };
    const [before, after, changed] = [() => set(true), () => set(false), () => set(media.matches)];
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    media.addEventListener('change', changed);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
      media.removeEventListener('change', changed);
    };
  }, []);
  return printing;
}
