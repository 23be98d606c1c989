import { useLayoutEffect, useRef } from 'react';
import { Bands } from './bands.tsx';
import { type GraphNode, nodeTypes } from './boxes.tsx';
import { type PaneSize, restingView } from './camera.ts';
import { leaveFocus, takeFocus } from './focus-taken.ts';
import type { Layout } from './layout.ts';
import { Ways } from './ways.tsx';

/** The picture at rest, drawn at once with the same boxes in the same places, until what moves and zooms it has come. */
export function StillPicture(props: {
  readonly layout: Layout;
  readonly nodes: readonly GraphNode[];
  readonly pane: PaneSize;
}) {
  const { layout, nodes, pane } = props;
  const drawn = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const picture = drawn.current;
    if (!picture) return undefined;
    takeFocus(picture);
    return () => leaveFocus(picture);
  }, []);
  const { x, y, zoom } = restingView({ w: layout.width, h: layout.height }, pane, null);
  return (
    <div className="still-picture" ref={drawn} style={{ transform: `translate(${x}px, ${y}px) scale(${zoom})` }}>
      <Ways layout={layout} legs={[]} />
      <Bands layout={layout} />
      {nodes.map((node) => {
        const { id, position, width, height, zIndex } = node;
        return (
          <div key={id} data-id={id} style={{ left: position.x, top: position.y, width, height, zIndex }}>
            <Box node={node} />
          </div>
        );
      })}
    </div>
  );
}

function Box({ node }: { readonly node: GraphNode }) {
  switch (node.type) {
    case 'card':
      return <nodeTypes.card data={node.data} />;
    case 'machine':
      return <nodeTypes.machine data={node.data} />;
    case 'pod':
      return <nodeTypes.pod data={node.data} />;
    case 'outside':
      return <nodeTypes.outside data={node.data} />;
    case 'balancer':
      return <nodeTypes.balancer data={node.data} />;
    case 'more':
      return <nodeTypes.more data={node.data} />;
  }
}
