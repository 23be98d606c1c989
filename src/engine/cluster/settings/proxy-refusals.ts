import type { JsonObject } from '#manifests';
import { cidrRange, parseCidr } from '#net';
import type { FieldPath } from '#source';
import { textAt, textsAt } from './raw.ts';

/** Reports a value of the configuration with which kube-proxy does not start, and what is taken instead. */
export type Tell = (field: FieldPath, what: string, instead: string) => void;

/** Ranges that kube-proxy refuses (`ValidateKubeProxyConfiguration` in pkg/proxy/apis/config/validation/validation.go). */
export function refusedRanges(raw: JsonObject, tell: Tell): void {
  const clusterCidr = textAt(raw, 'clusterCIDR') ?? '';
  if (clusterCidr !== '') refusedClusterCidr(clusterCidr.split(','), tell);
  const addresses = textsAt(raw, 'nodePortAddresses');
  for (const [index, text] of addresses.entries()) {
    const field = ['nodePortAddresses', index];
    if (text === 'primary') {
      if (addresses.length > 1)
        tell(field, 'nodePortAddresses: "primary" does not stand beside blocks', 'primary is taken');
    } else if (!isBlock(text)) tell(field, `nodePortAddresses: "${text}" is no CIDR`, 'it is left out');
  }
}

function refusedClusterCidr(texts: readonly string[], tell: Tell): void {
  const field = ['clusterCIDR'];
  for (const text of texts) if (!isBlock(text)) tell(field, `clusterCIDR: "${text}" is no CIDR`, 'it is left out');
  const families = texts.flatMap((text) => parseCidr(text) ?? []).map((block) => cidrRange(block).family);
  if (new Set(families).size < families.length)
    tell(field, 'clusterCIDR has more than one block of a family', 'all are taken');
}

/** An address alone is none. */
function isBlock(text: string): boolean {
  return text.includes('/') && parseCidr(text) !== null;
}
