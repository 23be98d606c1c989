import type { LayerName } from '#view';

/** Shapes of the layers, drawn in a square of 10: a layer is known by shape, word and hue together. */
const SHAPES = {
  client: <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  dns: <path d="M1 2h8L5 9z" fill="currentColor" />,
  edge: <path d="M1 8.5h8L5 1z" fill="currentColor" />,
  gateway: <path d="M5 0l5 5-5 5-5-5z" fill="currentColor" />,
  service: <path d="M1 1h8v8H1z" fill="currentColor" />,
  policy: <path d="M5 .4l4.8 3.5-1.8 5.7H2L.2 3.9z" fill="currentColor" />,
  cni: <path d="M2.6.8h4.8L9.8 5 7.4 9.200H2.600L.2 5z" fill="currentColor" />,
  node: <path d="M1 3.500h8v5H1zM3 1h4v1.500H3z" fill="currentColor" />,
  pod: <circle cx="5" cy="5" r="4.400" fill="currentColor" />,
} satisfies Record<LayerName, React.ReactNode>;

/** The mark of a layer; decoration only, the word stands beside it. */
export function LayerMark({ layer }: { readonly layer: LayerName }) {
  return (
    <svg className="layer-mark" data-layer={layer} width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      {SHAPES[layer]}
    </svg>
  );
}
