import type { Cluster } from '#cluster';

/**
 * The Corefile that kubeadm installs (kubernetes `cmd/kubeadm/app/phases/addons/dns/manifests.go`): assumed where the
 * manifests hold no ConfigMap for CoreDNS.
 */
export function kubeadmCorefile(domain: string): string {
  return `.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes ${domain} in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    prometheus :9153
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30 {
       disable success ${domain}
       disable denial ${domain}
    }
    loop
    reload
    loadbalance
}
`;
}

/**
 * The Corefile of NodeLocal DNSCache (kubernetes `cluster/addons/dns/nodelocaldns`): names of the cluster and reverse
 * names go to CoreDNS over TCP, everything else to the node's own upstreams.
 */
export function nodeCacheCorefile(cluster: Cluster, clusterDns: readonly string[]): string {
  const { domain, dns } = cluster.settings;
  const cached = [domain, 'in-addr.arpa', 'ip6.arpa'].map(
    (zone) => `${zone}:53 {
    errors
    cache {
        success 9984 30
        denial 9984 5
    }
    forward . ${clusterDns.join(' ')} {
        force_tcp
    }
}
`,
  );
  const upstreams = dns.forward.join(' ');
  return `${cached.join('')}.:53 {
    errors
    cache 30
    forward . ${upstreams}
}
`;
}
