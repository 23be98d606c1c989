import { useCallback, useEffect, useRef } from 'react';
import { actions, useApp } from '#store';
import type { Sendable } from '#view';
import { Icon, useEscape } from '#views/common';
import { boxOf } from './box-of.ts';
import type { Layout } from './layout.ts';
import './thing.css';

/** What is known of the thing that was clicked: facts, its line, and sending from it or to it. Escape closes it and goes back. */
export function ThingPanel({ layout }: { readonly layout: Layout }) {
  const thing = useApp((state) => state.picture.thing);
  const panel = useRef<HTMLElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  const ref = thing?.ref ?? null;
  useEffect(() => {
    if (ref === null) return;
    if (document.activeElement instanceof HTMLElement && !panel.current?.contains(document.activeElement)) {
      opener.current = document.activeElement;
    }
    panel.current?.focus({ preventScroll: true });
  }, [ref]);
  const leave = useCallback(() => {
    const inside = panel.current?.contains(document.activeElement) ?? false;
    actions.closeThing();
    if (inside) opener.current?.focus();
  }, []);
  useEscape(ref === null ? 'closed' : 'open', leave);
  if (!thing) return null;
  const { place, sendsAs, sendsTo } = thing;
  const box = boxOf(layout, thing.ref);
  const side = box && box.x + box.w / 2 > layout.width / 2 ? 'left' : 'right';
  const close = () => {
    actions.closeThing();
    opener.current?.focus();
  };
  return (
    <section className="thing" data-side={side} aria-label={`${thing.kind} ${thing.name}`} ref={panel} tabIndex={-1}>
      <header>
        <h2>
          <span className="quiet">{thing.kind}</span> {thing.name}
          {thing.namespace === null ? null : <span className="quiet"> in {thing.namespace}</span>}
        </h2>
        <button type="button" className="button square plain" aria-label="Close what is known" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <dl>
        {thing.facts.map(({ label, values }) => (
          <div key={label}>
            <dt>{label}</dt>
            {values.map((value) => (
              <dd className="mono" key={value}>
                {value}
              </dd>
            ))}
          </div>
        ))}
      </dl>
      <footer>
        {place === null ? (
          <span className="quiet">not written in the manifests</span>
        ) : (
          <button type="button" className="button" onClick={() => actions.jumpTo(place.start.line)}>
            Line {place.start.line}
          </button>
        )}
        {sendsAs === null ? null : (
          <button type="button" className="button" onClick={() => fill({ from: sendsAs })}>
            Send from here
          </button>
        )}
        {sendsTo.slice(0, MOST_TO).map(({ method, target }) => (
          <button
            type="button"
            className="button"
            key={`${method} ${target}`}
            title={`${method} ${target}`}
            onClick={() => fill({ method, target })}
          >
            Send to {sendsTo.length === 1 ? 'here' : <ToWhat method={method} target={target} />}
          </button>
        ))}
      </footer>
    </section>
  );
}

const MOST_TO = 4;

/** Of several ports or hosts the one that is meant, short. */
function ToWhat({ method, target }: Sendable) {
  const short = target.replace(/^[^/]*:\/\/|\/$/g, '');
  return (
    <>
      <span className="mono">{short}</span>
      {method === 'UDP' || method === 'SCTP' ? ` (${method})` : ''}
    </>
  );
}

/** Puts it into the request bar and leads there: the address is selected, so that typing replaces it. */
function fill(change: Parameters<typeof actions.editDraft>[0]): void {
  actions.editDraft(change);
  actions.closeThing();
  const field = document.getElementById('request-target');
  if (!(field instanceof HTMLInputElement)) return;
  requestAnimationFrame(() => {
    field.focus();
    field.select();
  });
}
