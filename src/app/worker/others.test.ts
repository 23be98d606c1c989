import { describe, expect, it } from 'vitest';
import { createServer } from './server.ts';

const MANIFESTS = `apiVersion: v1
kind: Pod
metadata: {name: till, namespace: market, labels: {app: till}}
spec: {containers: [{name: till, image: example/till, ports: [{containerPort: 9000}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: eel, namespace: market, labels: {app: eel}}
spec: {containers: [{name: eel, image: example/eel}]}
`;
const DENY = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shut, namespace: market}
spec: {podSelector: {matchLabels: {app: till}}, policyTypes: [Ingress]}
`;
const REST = `hopscope: 1
requests: # ours
- {name: buy, from: pod/market/eel, connect: {to: pod/market/till, port: 9000}}
`;
const buy = { kind: 'saved', name: 'buy' } as const;

function opened(manifests: string, rest = REST) {
  const server = createServer();
  const load = (text: string, after: 'edit' | 'opening') =>
    server({ kind: 'load', document: { manifests: text, rest }, after });
  void load(manifests, 'opening');
  return {
    server,
    edit: (text: string) => void load(text, 'edit'),
    open: (text: string) => void load(text, 'opening'),
  };
}

describe('the worker beside the run that is shown', () => {
  it('says nothing has changed in what was opened', () => {
    const { server, open } = opened(MANIFESTS);
    open(MANIFESTS + DENY);
    expect(server({ kind: 'changes', asked: buy, since: 'edit' })).toMatchObject({ changes: [] });
  });

  it('says what an edit changed, until it is to be forgotten', () => {
    const { server, edit } = opened(MANIFESTS);
    void server({ kind: 'changes', asked: buy, since: 'edit' });
    edit(MANIFESTS + DENY);
    const changed = { before: [{ name: 'buy', good: true }], changes: [{ request: 'buy', now: { word: 'timeout' } }] };
    expect(server({ kind: 'changes', asked: buy, since: 'edit' })).toMatchObject(changed);
    edit(`${MANIFESTS}${DENY}# a remark\n`);
    expect(server({ kind: 'changes', asked: buy, since: 'edit' })).toMatchObject(changed);
    expect(server({ kind: 'changes', asked: buy, since: 'now' })).toMatchObject({ changes: [] });
  });

  it('says what became of a request that was only typed', () => {
    const { server, edit } = opened(MANIFESTS, 'hopscope: 1\n');
    const asked = { kind: 'typed', request: { from: 'pod/market/eel', method: 'TCP', target: '10.9.9.9:1' } } as const;
    void server({ kind: 'changes', asked, since: 'edit' });
    edit(`${MANIFESTS}${DENY}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: out, namespace: market}
spec: {podSelector: {}, policyTypes: [Egress]}
`);
    expect(server({ kind: 'changes', asked, since: 'edit' })).toMatchObject({ changes: [{ request: null }] });
  });

  it('gives the run before, that of another request and that under another setting', () => {
    const { server, edit } = opened(MANIFESTS);
    void server({ kind: 'changes', asked: buy, since: 'edit' });
    edit(MANIFESTS + DENY);
    void server({ kind: 'changes', asked: buy, since: 'edit' });
    const good = { verdict: { good: true } };
    expect(server({ kind: 'run', asked: buy, other: { kind: 'before' } })).toMatchObject(good);
    const flannel = { kind: 'setting', setting: 'cni', choice: 'flannel' } as const;
    expect(server({ kind: 'run', asked: buy, other: flannel })).toMatchObject(good);
    expect(server({ kind: 'run', asked: buy, other: { kind: 'saved', name: 'buy' } })).toMatchObject({
      verdict: { good: false },
    });
    expect(server({ kind: 'run', asked: buy, other: { kind: 'saved', name: 'none' } })).toBeNull();
    expect(server({ kind: 'other', asked: buy, setting: 'cni', choice: 'flannel' })).toMatchObject({ kind: 'differs' });
  });

  it('states a setting around the manifests, and keeps comments', () => {
    const { server } = opened(MANIFESTS);
    expect(server({ kind: 'state', rest: REST, setting: 'cni', to: 'weave' })).toEqual({
      kind: 'edited',
      rest: `${REST}cluster:\n  cni: weave\n`,
    });
    expect(server({ kind: 'state', rest: REST, setting: 'serviceProxy', to: 'userspace' })).toMatchObject({
      kind: 'refused',
    });
  });
});
