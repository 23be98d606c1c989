import type { Node, NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { shortName } from '#views/common';
import { actions } from '#store';
import type { BalancerBox, MachineBox, OutsideBox, PodBox } from './layout.ts';
import { useLit, usePlaceState } from './lit.ts';
import { linesOf, type CardBox } from './rules-band.ts';

export type CardNode = Node<{ readonly box: CardBox }, 'card'>;
export type MachineNode = Node<{ readonly box: MachineBox }, 'machine'>;
export type PodNode = Node<{ readonly box: PodBox }, 'pod'>;
export type OutsideNode = Node<{ readonly box: OutsideBox }, 'outside'>;
export type BalancerNode = Node<{ readonly box: BalancerBox }, 'balancer'>;
export type MoreNode = Node<{ readonly title: string; readonly note: string; readonly fold: string }, 'more'>;
export type GraphNode = CardNode | MachineNode | PodNode | OutsideNode | BalancerNode | MoreNode;

/** The first lines of a list; the rest is counted. */
function tooltip(lines: readonly string[]): string {
  const more = lines.length - 20;
  return [...lines.slice(0, 20), ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

function isHere(state: ReturnType<typeof usePlaceState>): boolean {
  return state !== null && state.hook !== '';
}

const Card = memo(({ data: { box } }: NodeProps<CardNode>) => {
  const { item } = box;
  const refs = item.kind === 'card' ? item.card.ref : '';
  const lit = useLit(refs);
  if (item.kind === 'stack') {
    return (
      <button type="button" className="card stack" onClick={() => actions.toggleFold(item.id)}>
        <b>{item.title}</b>
        <span>{item.note}</span>
      </button>
    );
  }
  const { card } = item;
  return (
    <button
      type="button"
      className="card"
      data-lit={lit}
      data-kind={card.kind}
      title={[`${card.ref}${card.assumed ? ', assumed' : ''}`, ...card.lines].join('\n')}
      onClick={() => actions.inspectObject(card.ref)}
      onMouseEnter={() => actions.hoverObject(card.ref)}
      onMouseLeave={() => actions.hoverObject(null)}
    >
      <b>{card.title}</b>
      {linesOf(item).map((line) => (
        <span className="mono" key={line}>
          {line}
        </span>
      ))}
    </button>
  );
});

const Machine = memo(({ data: { box } }: NodeProps<MachineNode>) => {
  const { node, rail, cells } = box;
  const state = usePlaceState('node', node.name);
  return (
    <div className="machine" data-here={isHere(state)} data-ready={node.ready}>
      <div className="machine-head">
        <b>{node.name}</b>
        <span className="mono faint">
          {node.ip}
          {node.zone === '' ? '' : `, ${node.zone}`}
        </span>
        {node.ready ? null : <span className="bad">not ready</span>}
      </div>
      <div className="rail" style={{ top: rail.y - box.y, left: rail.left - box.x, width: rail.right - rail.left }}>
        {cells.map((cell) => (
          <span
            key={cell.hook}
            className="stop"
            data-on={state?.hook === cell.hook}
            title={node.hooks.find((one) => one.hook === cell.hook)?.why ?? ''}
          >
            {cell.label}
          </span>
        ))}
      </div>
    </div>
  );
});

const Pod = memo(({ data: { box } }: NodeProps<PodNode>) => {
  const { item } = box;
  const key = item.kind === 'pod' ? item.pod.key : '';
  const state = usePlaceState('pod', key);
  if (item.kind === 'stack') {
    return (
      <button
        type="button"
        className="box pod stack"
        title={tooltip(item.pods.map((pod) => pod.key))}
        onClick={() => actions.toggleFold(item.id)}
      >
        <b>{shortName(item.title, 17)}</b>
        <span className="mono">{item.note}</span>
      </button>
    );
  }
  const { pod } = item;
  const port = pod.ports[0]?.split(' ').at(-1)?.split('/')[0] ?? '';
  const more = [pod.key, ...pod.ports, pod.role === 'application' ? '' : pod.role, pod.assumed ? 'assumed' : ''];
  return (
    <div
      className="box pod"
      data-here={isHere(state)}
      data-ready={pod.ready}
      data-receiver={state?.receiver ?? false}
      title={more.filter((one) => one !== '').join('\n')}
    >
      <b>{shortName(pod.name)}</b>
      <span className="mono">
        {pod.ip ?? 'no address'}
        {pod.ready ? (port === '' ? '' : `:${port}`) : ', not ready'}
      </span>
    </div>
  );
});

const Outside = memo(({ data: { box } }: NodeProps<OutsideNode>) => {
  const state = usePlaceState('outside', box.ip);
  return (
    <div className="box" data-here={isHere(state)} data-receiver={state?.receiver ?? false}>
      <b>{box.title}</b>
      <span className="mono">{box.ip}</span>
    </div>
  );
});

const Balancer = memo(({ data: { box } }: NodeProps<BalancerNode>) => {
  const { balancer } = box;
  const state = usePlaceState('balancer', balancer.service);
  return (
    <div className="box" data-here={isHere(state)} title={balancer.service}>
      <b>{balancer.title}</b>
      <span className="mono">{balancer.address}</span>
      <span className="faint">{balancer.note}</span>
    </div>
  );
});

const More = memo(({ data }: NodeProps<MoreNode>) => (
  <button type="button" className="box pod stack" onClick={() => actions.toggleFold(data.fold)}>
    <b>{data.title}</b>
    <span>{data.note}</span>
  </button>
));

export const nodeTypes = {
  card: Card,
  machine: Machine,
  pod: Pod,
  outside: Outside,
  balancer: Balancer,
  more: More,
};
