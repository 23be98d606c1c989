import { describe, expect, it } from 'vitest';
import { otherAnswer, underSetting } from './other-answers.ts';
import { openSession } from './session.ts';
import { SETTINGS } from './setting-definitions.ts';
import { stateSetting } from './state-setting.ts';

const MANIFESTS = `manifests: |
  apiVersion: v1
  kind: Pod
  metadata: {name: till, namespace: market, labels: {app: till}}
  spec: {nodeName: node-a, containers: [{name: till, image: example/till, ports: [{containerPort: 9000}]}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: eel, namespace: market, labels: {app: eel}}
  spec: {nodeName: node-b, containers: [{name: eel, image: example/eel}]}
  ---
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: shut, namespace: market}
  spec: {podSelector: {matchLabels: {app: till}}, policyTypes: [Ingress]}
requests:
- {name: buy, from: pod/market/eel, connect: {to: pod/market/till, port: 9000}}
`;
const scenario = (cluster = '') => `hopscope: 1\n${cluster}${MANIFESTS}`;
const cluster = (text: string) => openSession(text).cluster;

describe('a setting that is stated', () => {
  it.each([
    {
      name: 'is added to a scenario without a cluster',
      at: '',
      key: 'cni',
      to: 'flannel',
      reads: { cni: { name: 'flannel' } },
    },
    {
      name: 'replaces a short form by another',
      at: 'cluster: {cni: calico, seed: 3}\n',
      key: 'cni',
      to: 'weave',
      reads: { cni: { name: 'weave' }, seed: 3 },
    },
    {
      name: 'turns a short form into the long one for a part of it',
      at: 'cluster:\n  cni: calico # ours\n',
      key: 'cni.mtu',
      to: 1400,
      reads: { cni: { name: 'calico', mtu: 1400 } },
    },
    {
      name: 'keeps the long form',
      at: 'cluster:\n  cni:\n    name: calico\n    mode: ipip # since 2019\n',
      key: 'cni',
      to: 'flannel',
      reads: { cni: { name: 'flannel', mode: 'ipip' } },
    },
    {
      name: 'is taken away with what is empty then',
      at: 'cluster: {cni: {mtu: 1400}}\n',
      key: 'cni.mtu',
      to: null,
      reads: {},
    },
    {
      name: 'is taken away without its neighbours',
      at: 'cluster: {cni: {name: weave, mtu: 1400}}\n',
      key: 'cni',
      to: null,
      reads: { cni: { mtu: 1400 } },
    },
    {
      name: 'is a list where the scenario wants one',
      at: '',
      key: 'ingressControllers',
      to: 'none',
      reads: { ingressControllers: [] },
    },
    { name: 'is text where the scenario wants text', at: '', key: 'version', to: '1.30', reads: { version: '1.30' } },
    {
      name: 'is a truth value',
      at: '',
      key: 'dns.nodeLocalCache',
      to: 'yes',
      reads: { dns: { nodeLocalCache: true } },
    },
    {
      name: 'is every address of every node',
      at: '',
      key: 'nodePortAddresses',
      to: 'every address',
      reads: { nodePortAddresses: ['0.0.0.0/0'] },
    },
  ])('$name', ({ at, key, to, reads }) => {
    const text = scenario(at);
    const edit = stateSetting(text, cluster(text), key, to);
    if (edit.kind === 'refused') throw new Error(edit.problem.sentence);
    const { scenario: read, problems } = openSession(edit.text);
    expect(read.cluster).toEqual(reads);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(read.manifests).toBe(openSession(text).scenario.manifests);
  });

  it.each([
    ['a value that there is not', 'serviceProxy', 'userspace'],
    ['a number out of range', 'cni.mtu', 12],
    ['a setting that only the text holds', 'podCIDR', '10.0.0.0/8'],
    ['a key that there is not', 'cny', 'calico'],
  ])('is refused: %s', (_name, key, to) => {
    expect(stateSetting(scenario(), cluster(scenario()), key, to).kind).toBe('refused');
  });

  it('can be every choice of the form, and is in force then', () => {
    const text = scenario();
    for (const { key, kind } of SETTINGS) {
      if (kind.is !== 'choice') continue;
      for (const { id } of kind.choices(cluster(text))) {
        const other = underSetting({ text, session: openSession(text) }, key, id);
        const row = other?.loaded.settings.find((one) => one.key === key);
        expect(row, `${key} ${id}`).toMatchObject({ value: id, origin: 'stated', control: { chosen: id } });
      }
    }
  });
});

describe('rows of the form', () => {
  it('say what is assumed, stated and found in the manifests', () => {
    const rows = openSession(scenario('cluster: {cni: {mtu: 1400}, dns: {nodeLocalCache: true}}\n')).loaded.settings;
    const origins = Object.fromEntries(rows.map(({ key, origin, value }) => [key, `${origin} ${value}`]));
    expect(origins).toMatchObject({
      cni: 'assumed calico',
      'cni.mtu': 'stated 1400',
      'dns.nodeLocalCache': 'stated yes',
      serviceProxy: 'assumed iptables',
      seed: 'assumed 1',
    });
  });

  it('cannot be stated where kube-proxy’s configuration wins', () => {
    const text = `hopscope: 1
manifests: |
  apiVersion: kubeproxy.config.k8s.io/v1alpha1
  kind: KubeProxyConfiguration
  mode: ipvs
`;
    const row = openSession(text).loaded.settings.find(({ key }) => key === 'serviceProxy');
    expect(row).toMatchObject({ value: 'ipvs', origin: 'manifests', control: { kind: 'text' }, tries: [] });
  });
});

describe('other answers', () => {
  const text = scenario();
  const opened = { text, session: openSession(text) };
  const [request] = opened.session.scenario.requests;
  if (request === undefined) throw new Error('the scenario has a request');

  it('say what another CNI would make of it, and the decision that is another then', () => {
    const other = otherAnswer(opened, request, 'cni', 'flannel');
    if (other?.kind !== 'differs') throw new Error('flannel enforces no policy');
    expect(other.end).toMatchObject({ sentence: 'Delivered to till', good: true });
    expect(other.why?.story.chip).toBe('not enforced by flannel');
  });

  it('say the same decision of a CNI that gives pods other addresses', () => {
    const other = otherAnswer(opened, request, 'cni', 'aws-vpc');
    expect(other).toMatchObject({ kind: 'differs', why: { story: { chip: 'not enforced by aws-vpc' } } });
  });

  it('say what the policy decides, though pods at other addresses are drawn and other servers asked', () => {
    const drawn = `hopscope: 1
manifests: |
  apiVersion: v1
  kind: Service
  metadata: {name: hello, namespace: demo}
  spec: {selector: {app: hello}, ports: [{port: 80, targetPort: 8080}]}
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: hello, namespace: demo}
  spec:
    replicas: 2
    selector: {matchLabels: {app: hello}}
    template:
      metadata: {labels: {app: hello}}
      spec: {containers: [{name: hello, image: example/hello, ports: [{containerPort: 8080}]}]}
  ---
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: shut, namespace: demo}
  spec: {podSelector: {matchLabels: {app: hello}}, policyTypes: [Ingress]}
requests:
  - {name: greeting, from: deployment/demo/hello, http: {url: "http://hello/"}}
`;
    const whole = openSession(drawn);
    const [greeting] = whole.scenario.requests;
    if (greeting === undefined) throw new Error('the scenario has a request');
    const other = otherAnswer({ text: drawn, session: whole }, greeting, 'cni', 'aws-vpc');
    expect(other).toMatchObject({ kind: 'differs', why: { layer: 'policy' } });
  });

  it('say that a value changes nothing', () => {
    expect(otherAnswer(opened, request, 'serviceProxy', 'ipvs')).toMatchObject({ kind: 'same', way: 'same' });
  });

  it('say that the outcome stays where the way to it is another', () => {
    expect(otherAnswer(opened, request, 'cni', 'weave')).toMatchObject({ kind: 'same', way: 'differs' });
  });

  it('name the setting that another value brings along', () => {
    const along = (text: string) => otherAnswer({ text, session: openSession(text) }, request, 'serviceProxy', 'ebpf');
    expect(along(text)).toMatchObject({ along: ['cni cilium'] });
    expect(along(`${text}cluster:\n  cni: calico\n`)).toMatchObject({ along: [] });
    expect(otherAnswer(opened, request, 'serviceProxy', 'ipvs')).toMatchObject({ along: [] });
  });

  it('are none for a value that cannot be stated', () => {
    expect(otherAnswer(opened, request, 'serviceProxy', 'userspace')).toBeNull();
  });

  it('are none where the address is some host outside then', () => {
    const sending = (to: string) => `hopscope: 1
manifests: |
  apiVersion: v1
  kind: Pod
  metadata: {name: till, labels: {app: till}}
  spec: {containers: [{name: till, image: example/till, ports: [{containerPort: 9000}]}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: till}
  spec: {type: LoadBalancer, selector: {app: till}, ports: [{port: 80, targetPort: 9000}]}
requests:
- {name: buy, from: client, connect: {to: ${to}, port: 80}}
`;
    const [address = ''] = openSession(sending('a.b')).statusAddresses('service/default/till') ?? [];
    const exposed = { text: sending(address), session: openSession(sending(address)) };
    const buy = exposed.session.request('buy');
    if (buy === null) throw new Error('the scenario has a request');
    expect(exposed.session.follow(buy).receiver?.pod).toBe('default/till');
    expect(otherAnswer(exposed, buy, 'loadBalancer', 'none')?.kind).toBe('notModelled');
  });

  it('rest on an assumption that the run names', () => {
    expect(opened.session.ask(request).trace.assumed.map(({ setting }) => setting)).toContain('cni');
    const stated = openSession(scenario('cluster: {cni: calico}\n'));
    expect(stated.follow(request).assumed.map(({ setting }) => setting)).not.toContain('cni');
  });
});
