import { present, type Reader } from '#source';
import { needed, onlyKeys, readTexts } from './read-cluster.ts';
import { readRef } from './read-request.ts';
import {
  type CommandExpectation,
  FAULT_TYPES,
  type Fault,
  type ObjectExpectation,
  type ReachabilityBlock,
} from './scenario.ts';

/** `reachability:`; a row has one character for each entry of `pods`. */
export function readReachability(scenario: Reader): readonly ReachabilityBlock[] {
  return scenario.objects('reachability').map((block) => {
    onlyKeys(block, ['protocol', 'port', 'pods', 'rows']);
    const pods = block.texts('pods');
    for (const key of ['port', 'pods', 'rows']) if (!block.has(key)) needed(block, key);
    const rows = block.mapOf('rows', (inner, name) => readRow(inner, name, pods));
    return {
      protocol: block.oneOf('protocol', ['TCP', 'UDP', 'SCTP'] as const) ?? 'TCP',
      port: block.numberOrText('port') ?? 0,
      pods,
      rows,
      path: block.path(),
    };
  });
}

function readRow(rows: Reader, name: string, pods: readonly string[]): string {
  const row = rows.text(name) ?? '';
  if (!pods.includes(name)) rows.report('UnknownRow', 'error', rows.path(name), `${name} is not in the list of pods.`);
  if (row.length !== pods.length || /[^.X?]/.test(row)) {
    const sentence = `The row needs ${pods.length} characters, each . (may connect), X (may not) or ? (not stated).`;
    rows.report('BadRow', 'error', rows.path(name), sentence);
  }
  return row;
}

/** `objects:` of a scenario: what controllers make of them. */
export function readObjects(scenario: Reader): readonly ObjectExpectation[] {
  return scenario.objects('objects').map((object) => {
    onlyKeys(object, ['ref', 'conditions', 'addresses', 'attachedRoutes']);
    return {
      ref: needed(object, 'ref'),
      conditions: object.objects('conditions').map((condition) => {
        onlyKeys(condition, ['type', 'status', 'reason']);
        return present<ObjectExpectation['conditions'][number]>({
          type: needed(condition, 'type'),
          status: readStatus(condition),
          reason: condition.text('reason'),
        });
      }),
      addresses: readTexts(object, 'addresses') ?? null,
      attachedRoutes: object.has('attachedRoutes')
        ? object.mapOf('attachedRoutes', (routes, name) => routes.number(name) ?? 0)
        : null,
      path: object.path(),
    };
  });
}

/** `status: true` is what is meant by `status: "True"`. */
function readStatus(condition: Reader): string | undefined {
  const value = condition.value('status');
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return condition.text('status');
}

/** `commands:` of a scenario: lines that a command prints, or does not. */
export function readCommands(scenario: Reader): readonly CommandExpectation[] {
  return scenario.objects('commands').map((command) => {
    onlyKeys(command, ['on', 'run', 'expect']);
    const expect = command.in('expect');
    onlyKeys(expect, ['contains', 'absent']);
    if (command.has('on')) readRef(command, 'on');
    return {
      on: command.text('on') ?? null,
      run: needed(command, 'run'),
      contains: readTexts(expect, 'contains') ?? [],
      absent: readTexts(expect, 'absent') ?? [],
      path: command.path(),
    };
  });
}

/** `faults:` of a scenario. One of an unknown type is reported and left out. */
export function readFaults(scenario: Reader): readonly Fault[] {
  return scenario.objects('faults').flatMap((fault) => {
    onlyKeys(fault, ['type', 'target', 'to', 'endpoints', 'mtu', 'port']);
    if (!fault.has('type')) needed(fault, 'type');
    const type = fault.oneOf('type', FAULT_TYPES);
    const rest = {
      target: readRef(fault, 'target'),
      to: readRef(fault, 'to'),
      endpoints: readTexts(fault, 'endpoints') ?? [],
      mtu: fault.number('mtu') ?? null,
      port: fault.number('port') ?? null,
      path: fault.path(),
    };
    return type === undefined ? [] : [{ type, ...rest }];
  });
}
