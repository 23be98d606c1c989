import type { Node } from '@xyflow/react';
import { memo } from 'react';
import { actions } from '#store';
import type { PicturePod, RuleCard } from '#view';
import type { BalancerBox, MachineBox, OutsideBox, PodBox } from './layout.ts';
import type { CardItem, PodItem } from './fold.ts';
import { InsideButton } from './inside-button.tsx';
import { pointsTo, useSelectedCard, useSelectedPod, useSelectedStack } from './inside-selects.ts';
import './boxes.css';
import './inside.css';
import './machine.css';
import { useAnsweringNode, useConnectedPort, useFound, useLit, usePlaceState } from './lit.ts';
import { CHARACTER, MEASURES } from './measures.ts';
import type { CardBox } from './rules-band.ts';
import { podAddress, shortText, wrapName } from './short-text.ts';

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

interface RowsProps {
  readonly rows: readonly string[];
  readonly as: 'b' | 'span';
  readonly className?: string;
}

/** The rows of one text. Two of them may be equal. */
function Rows({ rows, as: Row, className }: RowsProps) {
  return rows.map((row, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- rows of one text have no identity but their place
    <Row key={index} className={className}>
      {row}
    </Row>
  ));
}

function isHere(state: ReturnType<typeof usePlaceState>): boolean {
  return state !== null && state.hook !== '';
}

const NO_PODS: readonly PicturePod[] = [];

type Folding = Exclude<CardItem | PodItem, { readonly kind: 'card' } | { readonly kind: 'pod' }>;

/** A box that unfolds, or folds again. */
function FoldBox({
  item,
  className,
  title,
}: {
  readonly item: Folding;
  readonly className: string;
  readonly title: readonly string[];
}) {
  const inside =
    item.kind === 'fold' ? [] : 'pods' in item ? item.pods.map((pod) => pod.key) : item.cards.map((card) => card.ref);
  const word = useSelectedStack(item.kind === 'stack' && 'pods' in item ? item.pods : NO_PODS);
  return (
    <button
      type="button"
      data-selected={word !== null}
      className={`${className} ${item.kind}`}
      aria-expanded={item.kind === 'fold'}
      title={tooltip([item.title, item.note, ...inside])}
      aria-label={`${item.title}, ${item.note}`}
      onClick={() => actions.toggleFold(item.id)}
    >
      <Rows rows={title} as="b" />
      {word === null ? <span className="mono">{item.note}</span> : <span className="select-word">{word}</span>}
    </button>
  );
}

function idleOf({ idle }: RuleCard): readonly string[] {
  return idle === undefined ? [] : [idle];
}

function charactersIn(width: number): number {
  return Math.floor((width - 14) / (CHARACTER.bold + 0.3));
}

const Card = memo(({ data: { box } }: Pick<CardNode, 'data'>) => {
  const { item, rows } = box;
  const ref = item.kind === 'card' ? item.card.ref : '';
  const lit = useLit(ref);
  const selected = useSelectedCard(ref);
  const found = useFound(ref);
  if (item.kind !== 'card')
    return <FoldBox item={item} className="card" title={[shortText(item.title, charactersIn(box.w))]} />;
  const { card } = item;
  return (
    <button
      type="button"
      className="card"
      data-lit={lit}
      data-found={found}
      data-kind={card.kind}
      data-idle={card.idle !== undefined}
      title={[`${card.ref}${card.assumed ? ', assumed' : ''}`, ...card.lines, ...idleOf(card)].join('\n')}
      aria-label={[card.title, ...card.lines, ...idleOf(card), ...(card.assumed ? ['assumed'] : [])].join(', ')}
      onClick={() => {
        actions.inspectObject(card.ref);
        void actions.openThing(card.ref);
      }}
      data-selected={selected}
      {...pointsTo(card.ref)}
    >
      <Rows rows={rows.title} as="b" />
      <Rows rows={rows.lines} as="span" className="mono" />
    </button>
  );
});

const Machine = memo(({ data: { box } }: Pick<MachineNode, 'data'>) => {
  const { node, rail, cells } = box;
  const state = usePlaceState('node', node.name);
  return (
    <div className="machine" data-here={isHere(state)} data-ready={node.ready}>
      <div className="machine-head">
        <InsideButton node={node.name} />
        <span className="mono faint">
          {node.ip}
          {node.zone === '' ? '' : `, ${node.zone}`}
        </span>
        {node.ready ? null : <span className="bad">not ready</span>}
      </div>
      <div
        className="rail"
        data-tight={(cells[0]?.w ?? MEASURES.stop) < MEASURES.stop}
        style={{ top: rail.y - box.y - 1, left: rail.left - box.x, width: rail.right - rail.left }}
      >
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

/** A pod's address and port; closer together where they would not fit else. */
function PodAddress(props: { readonly pod: PicturePod; readonly port: string | null; readonly width: number }) {
  const { pod, port, width } = props;
  const text = podAddress(pod, port, Math.floor(width / CHARACTER.tight));
  return (
    <span className="mono" data-tight={text.length * CHARACTER.mono > width}>
      {text}
    </span>
  );
}

const Pod = memo(({ data: { box } }: Pick<PodNode, 'data'>) => {
  const { item } = box;
  const key = item.kind === 'pod' ? item.pod.key : '';
  const state = usePlaceState('pod', key);
  const found = useFound(`Pod/${key}`);
  const word = useSelectedPod(key);
  const connected = useConnectedPort(key, item.kind === 'pod' ? item.pod.ip : null);
  if (item.kind !== 'pod') return <FoldBox item={item} className="box pod" title={box.rows} />;
  const { pod } = item;
  const port = connected ?? pod.ports[0]?.split(' ').at(-1)?.split('/')[0] ?? null;
  const address = `${pod.ip ?? 'no address'}${port === null ? '' : `:${port}`}${pod.ready ? '' : ', not ready'}`;
  const more = [pod.key, ...pod.ports, pod.role === 'application' ? '' : pod.role, pod.assumed ? 'assumed' : ''];
  return (
    <button
      type="button"
      className="box pod"
      data-here={isHere(state)}
      data-ready={pod.ready}
      data-receiver={state?.receiver ?? false}
      data-found={found}
      title={more.filter((one) => one !== '').join('\n')}
      data-selected={word !== null}
      aria-label={[`Pod ${pod.name}`, address, ...(word === null ? [] : [word])].join(', ')}
      onClick={() => void actions.openThing(`Pod/${pod.key}`)}
    >
      <Rows rows={box.rows} as="b" />
      {word === null ? (
        <PodAddress pod={pod} port={port} width={box.w - 14} />
      ) : (
        <span className="select-word">{word}</span>
      )}
    </button>
  );
});

/** A name in two rows at most, broken where words end. */
function BoxTitle({ text, width }: { readonly text: string; readonly width: number }) {
  return <Rows rows={wrapName(text, Math.floor((width - 12) / CHARACTER.bold), 2)} as="b" />;
}

const Outside = memo(({ data: { box } }: Pick<OutsideNode, 'data'>) => {
  const state = usePlaceState('outside', box.ip);
  const found = useFound(`Outside/${box.ip}`);
  return (
    <button
      type="button"
      className="box"
      data-here={isHere(state)}
      data-receiver={state?.receiver ?? false}
      data-found={found}
      title={`${box.title}, ${box.ip}`}
      onClick={() => void actions.openThing(`Outside/${box.ip}`)}
    >
      <BoxTitle text={box.title} width={box.w} />
      <span className="mono">{box.ip}</span>
    </button>
  );
});

const Balancer = memo(({ data: { box } }: Pick<BalancerNode, 'data'>) => {
  const { balancer, rows } = box;
  const ref = `Balancer/${balancer.service}`;
  const state = usePlaceState('balancer', balancer.service);
  const found = useFound(ref);
  const answering = useAnsweringNode(balancer.service);
  const owner = `of Service ${balancer.title}`;
  return (
    <button
      type="button"
      className="box"
      data-state={balancer.state}
      data-here={isHere(state)}
      data-found={found}
      title={[`${balancer.balancer} of Service ${balancer.service}, ${balancer.address}`, balancer.note]
        .filter((line) => line !== '')
        .join('\n')}
      aria-label={[balancer.balancer, owner, ...(answering === null ? [] : [answering]), balancer.address].join(', ')}
      onClick={() => void actions.openThing(ref)}
    >
      <Rows rows={rows.head} as="b" />
      <Rows rows={rows.owner} as="span" className="faint" />
      {answering === null ? null : <span className="faint">{answering}</span>}
      <span className="mono">{balancer.address}</span>
    </button>
  );
});

const More = memo(({ data }: Pick<MoreNode, 'data'>) => (
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
