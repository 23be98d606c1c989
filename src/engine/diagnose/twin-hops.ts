import { refText } from '#manifests';
import type { Alternative, Hop } from '#trace';
import { plainText } from '#trace';
import { hopPlace, packetChange } from './hop-text.ts';
import { passText } from './pass-text.ts';
import type { TwinSource } from './twin-source.ts';

/** Everything that the picture and the inspector say of one hop, as text. */
export interface TwinFacts {
  readonly key: string;
  /** Place in playing order, from 1, as the strip counts. */
  readonly number: number;
  /** The connection or lookup, named where it is another than at the hop before; empty where it goes on. */
  readonly pass: string;
  readonly way: Hop['way'];
  readonly layer: Hop['layer'];
  readonly at: Hop['at'];
  readonly place: string;
  readonly what: string;
  readonly detail: string;
  readonly packet: string;
  /** Lines and settings that it rests on: `Ingress/shop/store spec.rules[0], line 18`. */
  readonly because: readonly string[];
  /** What else could have happened here, with its share where it is a matter of chance. */
  readonly alternatives: readonly string[];
}

/** Every hop of a run with all that is known of it, lookups and replies included. */
export function twinHops({ trace, hops: told }: TwinSource): readonly TwinFacts[] {
  const passes = new Map(trace.passes.map((pass) => [pass.id, pass]));
  return trace.hops.map((hop, index): TwinFacts => {
    const view = told[hop.key];
    const { shown, more } = hop.notTaken;
    const pass = passes.get(hop.pass);
    return {
      key: hop.key,
      number: index + 1,
      pass: pass === undefined || trace.hops[index - 1]?.pass === hop.pass ? '' : passText(pass),
      way: hop.way,
      layer: hop.layer,
      at: hop.at,
      place: hopPlace(hop),
      what: view === undefined ? hop.kind : plainText(view.story.title),
      detail: view === undefined ? '' : plainText(view.story.detail),
      packet: packetChange(hop),
      because: (view?.evidence ?? []).map(placeText),
      alternatives: [...shown.map(alternativeText), ...(more > 0 ? [`and ${more} more`] : [])],
    };
  });
}

function placeText({ object, field, said, near }: TwinSource['hops'][string]['evidence'][number]): string {
  const what = field === '' ? object : `${object} ${field}`;
  return near === null ? `${what}, ${said}` : `${what}, ${said} (${near.name}, line ${near.range.start.line})`;
}

function alternativeText({ label, why, share, object }: Alternative): string {
  const named = object === null || label.includes(object.name) ? label : `${label} (${refText(object)})`;
  return `${share === null ? '' : `${share} `}${named}${why === '' ? '' : `: ${why}`}`;
}
