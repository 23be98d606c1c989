import type { ReachTable } from '#view';

/** A receiver of the reachability table: who of the others may talk to it, and who may not. */
export interface ReachRow {
  readonly ref: string;
  readonly name: string;
  readonly may: readonly string[];
  readonly mayNot: readonly string[];
}

/** The table by receivers, each with the names of its senders; itself is no sender of its own. */
export function reachRows({ pods, rows }: Pick<ReachTable, 'pods' | 'rows'>): readonly ReachRow[] {
  const names = reachNames(pods);
  const nameOf = (ref: string) => names.get(ref) ?? ref;
  return pods.map((ref, at) => {
    const others = pods.filter((from) => from !== ref);
    const isOpen = (from: string) => rows[from]?.[at] === '.';
    return {
      ref,
      name: nameOf(ref),
      may: others.filter(isOpen).map(nameOf),
      mayNot: others.filter((from) => !isOpen(from)).map(nameOf),
    };
  });
}

/** How each is called: without its kind, and without its namespace where all are in one. */
export function reachNames(pods: readonly string[]): ReadonlyMap<string, string> {
  const inNamespace = pods.filter((ref) => ref.split('/').length === 3);
  const isOne = new Set(inNamespace.map((ref) => ref.split('/')[1])).size === 1;
  return new Map(
    pods.map((ref) => {
      const [, ...rest] = ref.split('/');
      return [ref, rest.length === 0 ? ref : rest.length === 2 && isOne ? (rest[1] ?? ref) : rest.join('/')];
    }),
  );
}
