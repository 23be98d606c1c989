import { actions, hopIndex, useApp } from '#store';
import { plainText } from '#view';
import { LAYER_WORDS, LayerMark } from '#views/common';
import { VerdictBox } from './verdict-box.tsx';

/** The run as an ordered list with the same facts as the picture. */
export function TextTwin() {
  const answer = useApp((state) => state.run.answer);
  const now = useApp(hopIndex);
  if (!answer) return <p className="quiet">Nothing was sent yet.</p>;
  const { hops, passes } = answer.trace;
  return (
    <>
      <VerdictBox verdict={answer.verdict} />
      <ol className="text-twin">
        {hops.map((hop, index) => {
          const view = answer.hops[hop.key];
          const pass = passes.find((one) => one.id === hop.pass);
          const begins = hops[index - 1]?.pass !== hop.pass;
          return (
            <li key={hop.key} aria-current={index === now ? 'step' : undefined} data-way={hop.way}>
              {begins && passes.length > 1 ? <p className="faint twin-pass">{pass?.label}</p> : null}
              <button type="button" onClick={() => actions.goTo(index)}>
                <LayerMark layer={hop.layer} />
                <span>
                  <span className="visually-hidden">
                    {hop.way === 'reply' ? 'reply, ' : ''}
                    {LAYER_WORDS[hop.layer]}:{' '}
                  </span>
                  {view ? plainText(view.story.title) : hop.kind}
                  <span className="quiet"> {placeText(hop.at)}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function placeText({ place, hook }: { readonly place: { readonly kind: string }; readonly hook: string }): string {
  const name = Object.entries(place).find(([key]) => key !== 'kind')?.[1];
  return `${typeof name === 'string' ? name : ''}, ${hook}`;
}
