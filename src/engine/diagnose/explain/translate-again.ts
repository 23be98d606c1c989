import type { Fragment, HopOf, Story } from '#trace';
import { chip, code, link, nodeOf, podLink } from './phrase.ts';
import { onNode, shell } from './shell.ts';

/** A later request on the same connection: its conntrack entry decides. `which`: the word for the address that was dialled. */
export function explainAgain(hop: HopOf<'translate'>, which: string, to: Fragment): Story {
  const { service, chosen, among } = hop.decision;
  const who: Fragment = chosen.pod === null ? code(`${chosen.ip}`) : podLink(chosen.pod);
  const node = nodeOf(hop.at) ?? '';
  return {
    chip: chip(`conntrack → ${chosen.ip}:${chosen.port}`),
    title: [`conntrack: the ${which} of `, link(service), ' becomes ', to, ' again'],
    detail: [
      `This connection is already in conntrack of ${node}: no rule is asked again. All its requests go to `,
      who,
      among > 1
        ? `, whatever the load of the other ${among - 1}, until the connection ends. HTTP/2 and gRPC keep one open for all requests.`
        : ' until the connection ends.',
    ],
    commands: hop.before === null || node === '' ? [] : [onNode(node, shell`conntrack -L -d ${hop.before.dst}`)],
  };
}
