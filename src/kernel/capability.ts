import { spawnSync } from 'node:child_process';
import type { RuleTool } from './rules.ts';

const TRIED: Readonly<Record<RuleTool, readonly (readonly [words: readonly string[], text: string])[]>> = {
  ipset: [
    [['ipset', 'restore'], 'create hopscope hash:net family inet comment\n'],
    [['iptables-restore'], '*nat\n-A POSTROUTING -m set --match-set hopscope src -j MASQUERADE\nCOMMIT\n'],
  ],
  iptables: [
    [['iptables-restore'], saved('10.0.0.1', '10.0.0.2:80', 'icmp-port-unreachable')],
    [['ip6tables-restore'], saved('fd00::1', '[fd00::2]:80', 'icmp6-port-unreachable')],
  ],
  nft: [
    [['nft', '-f', '-'], listed('ip', 'ipv4_addr', '10.0.0.2:80')],
    [['nft', '-f', '-'], listed('ip6', 'ipv6_addr', '[fd00::2]:80')],
  ],
};

/**
 * What this kernel or its tools lack of what the rules of kube-proxy and of CNIs use at all, `null` if nothing. Asked by texts written
 * here, so that a wrong text of Hopscope is never taken for a lacking kernel.
 */
export function whatLacks(tool: RuleTool): string | null {
  const scratch = `hs${process.pid}try`;
  const { status, stderr } = spawnSync('ip', ['netns', 'add', scratch], { encoding: 'utf8' });
  if (status !== 0) return `network namespaces cannot be made: ${stderr.trim()}`;
  try {
    for (const [words, input] of TRIED[tool]) {
      const tried = spawnSync('ip', ['netns', 'exec', scratch, ...words], { input, encoding: 'utf8' });
      if (tried.status !== 0) return `${words[0]}: ${tried.stderr.trim().split('\n')[0]}`;
    }
    return null;
  } finally {
    spawnSync('ip', ['netns', 'del', scratch]);
  }
}

function saved(address: string, endpoint: string, reject: string): string {
  return `*nat
:MARKED - [0:0]
-A MARKED -j MARK --set-xmark 0x4000/0x4000
-A PREROUTING -d ${address} -p tcp -m comment --comment "a/b" -m tcp --dport 80 -m statistic --mode random --probability 0.5 -j MARKED
-A PREROUTING -m addrtype --dst-type LOCAL -m recent --rcheck --seconds 60 --reap --name HOPSCOPE --rsource -j MARKED
-A PREROUTING -p tcp -m recent --set --name HOPSCOPE --rsource -j DNAT --to-destination ${endpoint}
-A POSTROUTING -m mark --mark 0x4000/0x4000 -j MASQUERADE --random-fully
COMMIT
*filter
-A FORWARD -m conntrack --ctstate NEW -p tcp -j REJECT --reject-with ${reject}
COMMIT
`;
}

function listed(family: 'ip' | 'ip6', address: string, endpoint: string): string {
  return `table ${family} hopscope {
	map services {
		type ${address} . inet_proto . inet_service : verdict
	}
	set affinity {
		type ${address}
		flags dynamic,timeout
		timeout 1m
	}
	chain refuse {
		reject
	}
	chain forward {
		type filter hook forward priority filter; policy accept;
		ct state new jump refuse
	}
	chain endpoint {
		update @affinity { ${family} saddr }
		meta l4proto tcp dnat to ${endpoint}
	}
	chain prerouting {
		type nat hook prerouting priority dstnat; policy accept;
		${family} daddr . meta l4proto . th dport vmap @services
		fib daddr type local meta mark set meta mark | 0x00004000
		numgen random mod 1 vmap { 0 : goto endpoint }
	}
	chain postrouting {
		type nat hook postrouting priority srcnat; policy accept;
		masquerade fully-random
	}
}
`;
}
