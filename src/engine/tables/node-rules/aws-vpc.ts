import type { Cidr } from '#net';
import { cidrRange } from '#net';
import { rule } from '../service/iptables/rule.ts';
import type { OwnRules, RulesOf } from './own-rules.ts';
import { hidesPods } from './own-rules.ts';

const SNAT = 'AWS-SNAT-CHAIN-0';
const MARKS = 'AWS-CONNMARK-CHAIN-0';

/**
 * Amazon's CNI in the table nat: what leaves the VPC gets the node's first address, and what comes from pods is marked,
 * so that answers find the interface back (amazon-vpc-cni-k8s pkg/networkutils/network.go, buildIptablesSNATRules and
 * buildIptablesConnmarkRules). Each block is inserted before those before it. Empty where the VPC's blocks are not known.
 * Not modelled: IPv6, AWS_VPC_K8S_CNI_RANDOMIZESNAT, AWS_VPC_K8S_CNI_CONNMARK.
 */
export function awsVpcRules(of: RulesOf): readonly OwnRules[] {
  const { masquerade } = of.cluster.settings.cni;
  const vpc = vpcBlocks(of);
  if (of.family === 'IPv6' || vpc.length === 0 || !hidesPods(of)) return [];
  const excluded = masquerade.keptTo.filter((block) => !vpc.includes(block));
  const blocks = [...vpc, ...excluded].toReversed();
  const kindOf = (block: string, ofVpc: string, ofOthers: string): string =>
    excluded.some((one) => one === block) ? ofOthers : ofVpc;
  const rules = [
    rule({ chain: 'PREROUTING', device: '-i eni+', comment: 'AWS, outbound connections', target: MARKS }),
    rule({
      chain: 'PREROUTING',
      comment: 'AWS, CONNMARK',
      target: 'CONNMARK',
      options: '--restore-mark --nfmask 0x80 --ctmask 0x80',
    }),
    rule({ chain: 'POSTROUTING', comment: 'AWS SNAT CHAIN', target: SNAT }),
    ...blocks.map((block) =>
      rule({
        chain: MARKS,
        destination: block,
        comment: `AWS CONNMARK CHAIN, ${kindOf(block, 'VPC', 'EXCLUDED')} CIDR`,
        target: 'RETURN',
      }),
    ),
    rule({ chain: MARKS, comment: 'AWS, CONNMARK', target: 'CONNMARK', options: '--set-xmark 0x80/0x80' }),
    ...blocks.map((block) =>
      rule({
        chain: SNAT,
        destination: block,
        comment: kindOf(block, 'AWS SNAT CHAIN', 'AWS SNAT CHAIN EXCLUSION'),
        target: 'RETURN',
      }),
    ),
    rule({
      chain: SNAT,
      device: '! -o vlan+',
      comment: 'AWS, SNAT',
      middle: '-m addrtype ! --dst-type LOCAL',
      target: 'SNAT',
      options: `--to-source ${of.node.ip} --random-fully`,
    }),
  ];
  return [{ table: 'nat', chains: [], first: [], rules }];
}

/** The VPC's blocks; a pod range outside of those that are known is one more of them, as pods have addresses of its subnets. */
function vpcBlocks({ cluster: { settings } }: RulesOf): readonly Cidr[] {
  const known = settings.cni.vpc;
  const isFurther = (range: Cidr): boolean => {
    const { family, first } = cidrRange(range);
    return (
      family === 'IPv4' && !known.some((block) => cidrRange(block).first <= first && first <= cidrRange(block).last)
    );
  };
  return known.length === 0 ? known : [...known, ...settings.podCidrs.filter(isFurther)];
}
