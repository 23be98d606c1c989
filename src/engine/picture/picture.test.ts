import { describe, expect, it } from 'vitest';
import { pictured, service } from './picture.fixture.ts';

describe('a host outside is called', () => {
  const { picture } = pictured('', {
    external: {
      names: { 'api.bank.example': ['198.18.0.20'], 'mirror.bank.example': ['198.18.0.20'] },
      hosts: [
        { ip: '198.18.0.20', ports: [80] },
        { ip: '198.18.0.30', ports: [443] },
      ],
      natGateway: '198.51.100.77',
    },
    dns: { forward: ['192.0.2.7'] },
  });
  it.each([
    { name: 'by the first name that gives its address', ip: '198.18.0.20', title: 'api.bank.example' },
    { name: 'a host where it has no name', ip: '198.18.0.30', title: 'host outside' },
    { name: 'the NAT gateway', ip: '198.51.100.77', title: 'NAT gateway' },
    { name: 'a name server where CoreDNS asks it', ip: '192.0.2.7', title: 'name server' },
  ])('$name', ({ ip, title }) => {
    expect(picture.outside.filter((one) => one.ip === ip)).toEqual([{ ip, title }]);
  });
});

describe('a balancer', () => {
  const aws = 'service.beta.kubernetes.io/aws-load-balancer';
  const annotated = (name: string, annotations: string, spec = '') =>
    service(name, `type: LoadBalancer, ports: [{port: 80}]${spec}`).replace(
      'namespace: mill',
      `namespace: mill, annotations: {${annotations}}`,
    );
  it.each([
    {
      name: 'is the Service’s, and of its kind',
      type: 'metallb-l2',
      manifest: annotated('web', ''),
      is: 'Address by ARP',
    },
    { name: 'says that it waits for nobody', type: 'none', manifest: annotated('web', ''), is: 'No balancer' },
    {
      name: 'says that it sends straight to pods',
      type: 'aws-nlb',
      manifest: annotated('web', `${aws}-nlb-target-type: ip, ${aws}-scheme: internet-facing, ${aws}-type: external`),
      is: 'AWS NLB, to pods',
    },
    {
      name: 'says that it is internal rather than where it sends',
      type: 'aws-nlb',
      manifest: annotated('web', `${aws}-nlb-target-type: ip, ${aws}-type: external`),
      is: 'Internal AWS NLB',
    },
  ] as const)('$name', ({ type, manifest, is }) => {
    const { picture } = pictured(manifest, { loadBalancer: { type } });
    const [balancer] = picture.balancers;
    expect(balancer?.title).toBe('web');
    expect(balancer?.balancer).toBe(is);
  });
});
