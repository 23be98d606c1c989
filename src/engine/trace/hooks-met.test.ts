import { describe, expect, it } from 'vitest';
import { hooksMet, type NodeEnd, type NodeKernel } from './hooks-met.ts';

interface Row {
  readonly name: string;
  readonly kernel?: NodeKernel;
  readonly from: NodeEnd;
  readonly to: NodeEnd;
  readonly met: readonly NodeEnd[];
}

const rows: readonly Row[] = [
  {
    name: 'what is forwarded never meets input and output',
    from: 'wire',
    to: 'pod',
    met: ['prerouting', 'forward', 'postrouting'],
  },
  {
    name: 'from a pod to the wire is forwarded too',
    from: 'pod',
    to: 'wire',
    met: ['prerouting', 'forward', 'postrouting'],
  },
  { name: 'between prerouting and forward lies nothing', from: 'prerouting', to: 'forward', met: [] },
  { name: 'between prerouting and postrouting lies forward', from: 'prerouting', to: 'postrouting', met: ['forward'] },
  { name: 'what is for the node itself comes by prerouting', from: 'wire', to: 'own', met: ['prerouting', 'input'] },
  { name: 'the node’s own packets begin at output', from: 'own', to: 'wire', met: ['output', 'postrouting'] },
  { name: 'IPVS goes from input to output, not by forward', from: 'input', to: 'output', met: [] },
  { name: 'what IPVS sends on leaves by output', from: 'input', to: 'pod', met: ['output', 'postrouting'] },
  { name: 'before output IPVS has had it at input', from: 'pod', to: 'output', met: ['prerouting', 'input'] },
  {
    name: 'a program at the wire sees nothing that stays on the node',
    kernel: 'programs',
    from: 'pod',
    to: 'pod',
    met: ['prerouting', 'forward'],
  },
  {
    name: 'a program at the wire sees what leaves',
    kernel: 'programs',
    from: 'pod',
    to: 'wire',
    met: ['prerouting', 'forward', 'postrouting'],
  },
  { name: 'nothing goes from forward to input', from: 'forward', to: 'input', met: [] },
];

describe('the hooks that a packet meets on a node', () => {
  it.each(rows)('$name', ({ kernel = 'netfilter', from, to, met }) => {
    expect(hooksMet(kernel, from, to)).toEqual(met);
  });
});
