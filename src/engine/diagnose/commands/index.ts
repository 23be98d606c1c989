import { bridge } from './bridge.ts';
import { cat } from './cat.ts';
import { cilium, ciliumDbg } from './cilium.ts';
import type { Command, CommandPlace, CommandWorld } from './command.ts';
import { conntrack } from './conntrack.ts';
import { grepped } from './grep.ts';
import { ip } from './ip.ts';
import { ipset } from './ipset.ts';
import { ip6tables, iptables } from './iptables-list.ts';
import { ip6tablesSave, iptablesSave } from './iptables-save.ts';
import { ipvsadm } from './ipvsadm.ts';
import { readExec } from './kubectl-exec.ts';
import { nft } from './nft.ts';

export type { CommandPlace, LeftBehind } from './command.ts';

/** Every command that can be printed, by its first word. */
const COMMANDS: readonly Command[] = [
  bridge,
  cat,
  cilium,
  ciliumDbg,
  conntrack,
  iptables,
  ip6tables,
  iptablesSave,
  ip,
  ip6tablesSave,
  ipset,
  ipvsadm,
  nft,
];

/** What a real command would print, read from the tables, perhaps through `| grep`; `null` for one that is not modelled there. */
export function printCommand(run: string, place: CommandPlace, world: CommandWorld): string | null {
  const [first = [], ...filters] = run.split(' | ').map(wordsOf);
  return filters.reduce<string | null>(
    (text, filter) => (text === null ? null : grepped(text, filter)),
    printOne(first, place, world),
  );
}

function printOne([name, ...words]: readonly string[], place: CommandPlace, world: CommandWorld): string | null {
  if (name === 'kubectl' && place.kind === 'kubectl') {
    const exec = readExec(words, world.cluster);
    return exec === null ? null : printCommand(exec.run, exec.place, world);
  }
  return COMMANDS.find((command) => command.name === name)?.print(words, place, world) ?? null;
}

function wordsOf(call: string): readonly string[] {
  return call.trim().split(/\s+/).map(unquoted);
}

/** A word without the quotes of a shell. */
function unquoted(word: string): string {
  return /^'(.*)'$/.exec(word)?.[1] ?? /^"(.*)"$/.exec(word)?.[1] ?? word;
}
