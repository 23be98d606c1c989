import { describe, expect, test } from 'vitest';
import { asRestored, unlike } from './rules.ts';

const SAVED = `*nat
:PREROUTING ACCEPT [0:0]
:KUBE-A - [0:0]
:KUBE-B - [0:0]
-A KUBE-A -s 10.0.0.1/32 -j KUBE-B
-A KUBE-A -j RETURN
-A KUBE-B -j ACCEPT
COMMIT
`;

const LISTED = `table ip kube-proxy {
	set cluster-ips {
		elements = { 10.96.0.1 }
	}

	chain services {
		jump masquerading
		reject
	}
}
`;

/** What the kernel lists instead, and where that differs. */
const ROWS = [
  ['counters and notes', SAVED, `# Generated\n${SAVED.replaceAll('[0:0]', '[7:420]')}`, []],
  ['the order of chains', SAVED, SAVED.replace(/(:KUBE-A.*\n)(:KUBE-B.*\n)/, '$2$1'), []],
  [
    'the order of rules in a chain',
    SAVED,
    SAVED.replace(/(-A KUBE-A -s.*\n)(-A KUBE-A -j.*\n)/, '$2$1'),
    ['nat KUBE-A: the kernel lists `-A KUBE-A -j RETURN`, Hopscope prints `-A KUBE-A -s 10.0.0.1/32 -j KUBE-B`'],
  ],
  [
    'a rule that is missing',
    SAVED,
    SAVED.replace('-A KUBE-B -j ACCEPT\n', ''),
    ['nat KUBE-B: the kernel lists `no more`, Hopscope prints `-A KUBE-B -j ACCEPT`'],
  ],
  [
    'a chain that is missing',
    SAVED,
    SAVED.replace(':KUBE-B - [0:0]\n', ''),
    ['nat: the kernel lists `:PREROUTING ACCEPT`, Hopscope prints `:KUBE-B -`'],
  ],
  [
    'an element',
    LISTED,
    LISTED.replace('10.96.0.1', '10.96.0.2'),
    ['cluster-ips: the kernel lists `elements = { 10.96.0.2 }`, Hopscope prints `elements = { 10.96.0.1 }`'],
  ],
  [
    'a rule that nft lists otherwise',
    LISTED,
    LISTED.replace('reject', 'drop'),
    ['services: the kernel lists `drop`, Hopscope prints `reject`'],
  ],
] as const;

describe('a listing of the kernel beside what Hopscope prints', () => {
  test.each(ROWS)('%s', (_, printed, listed, found) => {
    expect(unlike(printed, listed)).toEqual(found);
  });
});

test('sets are restored from their listing, without what the kernel draws', () => {
  const listed =
    'Name: pools\nType: hash:net\nRevision: 7\nHeader: family inet hashsize 1024 maxelem 65536 comment bucketsize 12 initval RANDOM\nSize in memory: BYTES\nReferences: 1\nNumber of entries: 1\nMembers:\n10.0.0.0/16 comment ""\n';
  expect(asRestored(`${listed}\n${listed.replace('pools', 'none').replace(/10.0.*/, '')}`)).toBe(
    'create pools hash:net family inet hashsize 1024 maxelem 65536 comment\nadd pools 10.0.0.0/16 comment ""\ncreate none hash:net family inet hashsize 1024 maxelem 65536 comment\n',
  );
});
