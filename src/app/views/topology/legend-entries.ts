import type { Answer, LayerName } from '#view';
import { LAYER_WORDS, layerWord } from '#views/common';
import type { Layout } from './layout.ts';
import type { Leg } from './position.ts';
import { isReceiver } from './receiver.ts';
import { colouredPieces } from './way-colours.ts';

/** A sign of the picture that the legend explains. */
export type LegendEntry =
  | {
      readonly kind:
        | 'here'
        | 'rule'
        | 'link'
        | 'decides'
        | 'receiver'
        | 'notReady'
        | 'ahead'
        | 'reply'
        | 'wrapped'
        | 'stopped';
    }
  /** A line has the colour of the layer that its end belongs to; where no line is drawn, tag and packet have its sign. */
  | { readonly kind: 'line' | 'sign'; readonly layer: LayerName; readonly word: string };

const LAYERS = Object.keys(LAYER_WORDS).filter(isLayer);

function isLayer(word: string): word is LayerName {
  return word in LAYER_WORDS;
}

/** The words of a layer at the hops that it has, each once: the edge may be a load balancer, what is outside, or both. */
function wordOf(layer: LayerName, trace: Answer['trace'] | null): string {
  const words = trace?.hops.filter((hop) => hop.layer === layer).map(layerWord) ?? [];
  return words.length === 0 ? LAYER_WORDS[layer] : [...new Set(words)].join(', ');
}

/**
 * What there is to explain: the signs that the picture of a run has at one of its hops, and no others. The same at each
 * hop, so that the picture keeps its height.
 */
export function legendOf(
  layout: Layout,
  legs: readonly Leg[],
  trace: Answer['trace'] | null,
  stopped: ReadonlySet<string>,
): readonly LegendEntry[] {
  const hasCards = layout.cards.length > 0;
  const drawn = new Set(
    legs.flatMap(({ points, layer }) => colouredPieces(points, layer, layout.machines).map((piece) => piece.layer)),
  );
  const signs = new Set(legs.map(({ layer }) => layer));
  const entries: readonly (LegendEntry | false)[] = [
    legs.length > 0 && { kind: 'here' },
    hasCards && { kind: 'rule' },
    layout.links.length > 0 && { kind: 'link' },
    hasCards && { kind: 'decides' },
    isReceiverDrawn(layout, trace) && { kind: 'receiver' },
    layout.pods.some(({ item }) => item.kind === 'pod' && !item.pod.ready) && { kind: 'notReady' },
    ...LAYERS.filter((layer) => signs.has(layer) || drawn.has(layer)).map((layer) => ({
      kind: drawn.has(layer) ? ('line' as const) : ('sign' as const),
      layer,
      word: wordOf(layer, trace),
    })),
    legs.slice(1).some(({ way, length }) => way === 'forward' && length > 0) && { kind: 'ahead' },
    legs.some(({ way }) => way === 'reply') && { kind: 'reply' },
    trace?.hops.some(({ after }) => after?.encapsulates) === true && { kind: 'wrapped' },
    legs.some(({ hop }) => stopped.has(hop)) && { kind: 'stopped' },
  ];
  return entries.filter((entry) => entry !== false);
}

function isReceiverDrawn(layout: Layout, trace: Answer['trace'] | null): boolean {
  return (
    layout.outside.some(({ ip }) => isReceiver(trace, 'outside', ip)) ||
    layout.pods.some(({ item }) => item.kind === 'pod' && isReceiver(trace, 'pod', item.pod.key))
  );
}
