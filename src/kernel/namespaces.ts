import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { clientKey, nodeKey, podKey, type World } from './world.ts';
import type { Sender, Trial } from './trial.ts';

/** What one connection came to: the endpoint that answered and the address it saw, or a word. */
export type Seen = readonly [endpoint: string, source: string] | string;

/** Something that this machine's kernel or tools refuse; the message is theirs. */
export class Refused extends Error {}

/** A world made real. Traffic goes between its own namespaces only; `close` removes every one of them. */
export class Namespaces {
  private readonly world: World;
  private readonly running: ChildProcess[] = [];

  private constructor(world: World) {
    this.world = world;
  }

  /** Makes the namespaces and starts what listens. Throws Refused. */
  static async open(world: World): Promise<Namespaces> {
    const made = new Namespaces(world);
    try {
      shell(world.script);
      await Promise.all(
        world.listeners.map(({ namespace, listens }) => made.listen(namespace, JSON.stringify(listens))),
      );
    } catch (error) {
      made.close();
      throw error;
    }
    return made;
  }

  /** Connects as often as asked, all trials of one sender in one go. */
  async probe(
    from: Sender,
    trials: readonly Trial[],
    times: (trial: Trial) => number,
  ): Promise<readonly (readonly Seen[])[]> {
    const namespace = this.namespaceOf(from);
    if (from.kind === 'client') {
      const node = this.at(nodeKey(from.via));
      const isV6 = from.ip.includes(':');
      const address = run([
        'ip',
        '-n',
        node,
        '-o',
        isV6 ? '-6' : '-4',
        'addr',
        'show',
        'dev',
        'eth0',
        'scope',
        'global',
      ]);
      const gateway = / inet6? ([^/ ]+)/.exec(address)?.[1] ?? '';
      run([
        'ip',
        '-n',
        namespace,
        ...(isV6 ? ['-6'] : []),
        'route',
        'replace',
        'default',
        'via',
        gateway,
        'dev',
        'eth0',
        'onlink',
      ]);
    }
    const targets = trials.map((trial) => ({ ...trial.to, times: times(trial), limit: limitOf(trial) }));
    const output = await this.start(namespace, 'prober.mjs', JSON.stringify(targets), 'exit');
    return JSON.parse(output) as readonly (readonly Seen[])[];
  }

  close(): void {
    for (const child of this.running) child.kill('SIGKILL');
    for (const name of this.world.names.values()) spawnSync('ip', ['netns', 'del', name]);
  }

  private namespaceOf(from: Sender): string {
    switch (from.kind) {
      case 'pod':
        return this.at(podKey(from.pod));
      case 'node':
        return this.at(nodeKey(from.node));
      case 'client':
        return this.at(clientKey(from.ip));
    }
  }

  /** The namespace of a node. */
  node(name: string): string {
    return this.at(nodeKey(name));
  }

  private at(key: string): string {
    const name = this.world.names.get(key);
    if (name === undefined) throw new Refused(`There is no namespace for ${key}.`);
    return name;
  }

  private async listen(namespace: string, listens: string): Promise<void> {
    await this.start(namespace, 'responder.mjs', listens, 'first-line');
  }

  private start(namespace: string, script: string, argument: string, until: 'exit' | 'first-line'): Promise<string> {
    const file = join(import.meta.dirname, script);
    const child = spawn('ip', ['netns', 'exec', namespace, process.execPath, file, argument]);
    this.running.push(child);
    return new Promise((resolve, reject) => {
      let out = '';
      let complaint = '';
      child.stdout.on('data', (data: Buffer) => {
        out += data.toString();
        if (until === 'first-line' && out.includes('\n')) resolve(out);
      });
      child.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
      child.on('close', (code) => {
        if (code === 0) resolve(out);
        else reject(new Refused(complaint.trim().split('\n')[0] ?? `${script} ended with ${code}`));
      });
    });
  }
}

/** Ends what runs in namespaces whose names begin so, and removes them: for a run that is cut short. */
export function removeNamespaces(prefix: string): void {
  const names = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' }).stdout.match(/^\S+/gm) ?? [];
  for (const name of names.filter((one) => one.startsWith(prefix))) {
    const pids = spawnSync('ip', ['netns', 'pids', name], { encoding: 'utf8' }).stdout.match(/\d+/g) ?? [];
    for (const pid of pids) process.kill(Number(pid), 'SIGKILL');
    spawnSync('ip', ['netns', 'del', name]);
  }
}

/** Milliseconds to wait: short where silence is what the engine expects, long where it would be a difference. */
function limitOf({ said }: Trial): number {
  return said.words.includes('timeout') ? 1200 : 8000;
}

function shell(script: string): void {
  const { status, stderr } = spawnSync('sh', ['-e'], { input: script, encoding: 'utf8' });
  if (status !== 0) throw new Refused(stderr.trim().split('\n').at(-1) ?? 'the namespaces could not be made');
}

function run(words: readonly string[], input = ''): string {
  const [command = '', ...rest] = words;
  const { status, stderr, stdout } = spawnSync(command, rest, { input, encoding: 'utf8' });
  if (status !== 0) throw new Refused(`${rest.at(-1)}: ${stderr.trim().split('\n')[0]}`);
  return stdout;
}
