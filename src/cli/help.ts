const OVERVIEW = `hopscope COMMAND …

  check PATH…   judge the expectations of scenario files
  trace FILE…   follow one request, hop by hop
  reach FILE…   who may talk to whom
  print FILE…   what a command would print on a node or in a pod
  help COMMAND  what a command takes

A file with a top-level hopscope: is a scenario, all else are manifests.`;

const HELP: Readonly<Record<string, string>> = {
  check: `hopscope check PATH… [--format text|json|junit]

Judges every *.scenario.yaml under the paths. Exit code 0 if everything holds, 1 if something does not, 2 if a file
cannot be read.`,
  trace: `hopscope trace FILE… (--request NAME | --from REF (--http URL | --connect HOST:PORT | --dns NAME | -- curl …))
                [--format text|json|markdown|mermaid] [--keep-secrets]

Follows one request, hop by hop. REF is client, client/IP, node/NAME, pod/NS/NAME, deployment/NS/NAME and so on.
After -- stands a command (curl, wget, nc, ping, nslookup, dig), or kubectl exec … -- and one, which says by itself who sends.
--connect takes tcp:// (the default), udp:// or sctp:// before the host; --dns takes a type after the name, as in "web.shop AAAA".
Text and JSON show the request as it is written. Markdown and mermaid are made to be passed on: what a link of the page leaves
out is taken out before the request runs, unless --keep-secrets is given.
Exit code 0 if it was delivered or answered, 1 if not, 2 if a file or the request cannot be read.`,
  reach: `hopscope reach FILE… [--port N|NAME] [--protocol TCP|UDP|SCTP] [--format text|json]

Who may talk to whom on one port (80 and TCP, if not said), as NetworkPolicy and its tiers decide. JSON has the shape of
a scenario's reachability. Exit code 0, or 2 if a file cannot be read.`,
  print: `hopscope print FILE… --on REF -- COMMAND

What a command would print on a node (node/NAME) or in a pod (pod/NS/NAME, deployment/NS/NAME and so on) of the model, after
the requests of the scenario: iptables-save, iptables -L, ipvsadm -Ln, ipset list, nft list …, conntrack -L, ip addr, ip route,
cilium-dbg …, cat /etc/resolv.conf. Exit code 0, or 2 if a file cannot be read or the command is not modelled there.`,
};

/** The help of a command, or the list of commands. */
export function helpText(command: string | null): string {
  return command !== null && Object.hasOwn(HELP, command) ? (HELP[command] ?? OVERVIEW) : OVERVIEW;
}
