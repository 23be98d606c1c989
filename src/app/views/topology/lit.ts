import { hopAt, hopIndex, isOnLine, useApp, viewOf } from '#store';
import type { Hop } from '#view';
import { decidesNothing } from './decides-nothing.ts';
import { isReceiver } from './receiver.ts';

/** How a card is lit: it decides at this hop, is asked there and decides nothing, or the pointer asks for it. */
export function useLit(ref: string): 'now' | 'idle' | 'pointed' | 'none' {
  return useApp((state) => {
    if (ref === '') return 'none';
    const hop = hopAt(state.run.answer, hopIndex(state));
    if (hop && viewOf(state.run.answer, hop)?.rules.includes(ref)) return decidesNothing(hop) ? 'idle' : 'now';
    const { hoveredObject, hoveredLine, object } = state.selection;
    if (hoveredObject === ref || object === ref) return 'pointed';
    const place = state.run.loaded?.picture.rules.find((one) => one.ref === ref)?.place ?? null;
    const here = hoveredLine !== null && isOnLine({ range: place }, hoveredLine);
    return here ? 'pointed' : 'none';
  });
}

/** Whether the packet is at a place now, at which hook, and whether the request has got there and ended well; `null`: not here. */
export function usePlaceState(
  kind: Hop['at']['place']['kind'],
  name: string,
): { readonly hook: string; readonly receiver: boolean } | null {
  const text = useApp((state) => {
    const { answer } = state.run;
    const hop = hopAt(answer, hopIndex(state));
    const hook = hop && isPlace(hop, kind, name) ? hop.at.hook : null;
    const received =
      isReceiver(answer?.trace ?? null, kind, name) &&
      hasArrived(answer?.trace.hops ?? [], hopIndex(state), kind, name);
    if (hook === null) return received ? 'receiver' : '';
    return `at ${hook}${received ? ' receiver' : ''}`;
  });
  if (text === '') return null;
  const [word, hook = ''] = text.split(' ');
  return { hook: word === 'at' ? hook : '', receiver: text.endsWith('receiver') };
}

/** Whether a packet was taken in at a place at the hop `now` or before. */
function hasArrived(hops: readonly Hop[], now: number, kind: string, name: string): boolean {
  const arrival = hops.findIndex(
    (hop) => hop.way === 'forward' && hop.at.hook === 'receive' && isPlace(hop, kind, name),
  );
  return arrival <= now;
}

function isPlace({ at: { place } }: Hop, kind: string, name: string): boolean {
  if (place.kind !== kind) return false;
  switch (place.kind) {
    case 'outside':
      return place.ip === name;
    case 'balancer':
      return place.service === name;
    case 'node':
      return place.node === name;
    case 'pod':
      return place.pod === name;
  }
}

/** The port of a pod that the run's first connection to its address dials; `null` where there is none. */
export function useConnectedPort(key: string, ip: string | null): string | null {
  return useApp(({ run }) => {
    const dialled = run.answer?.trace.hops.find(
      (one) => one.way === 'forward' && isPlace(one, 'pod', key) && one.before?.dst === ip && one.before.dport !== null,
    );
    const port = dialled?.before?.dport ?? null;
    return port === null ? null : String(port);
  });
}

/** In layer 2: which node answers for the address in this run, as the trace says. */
export function useAnsweringNode(service: string): string | null {
  return useApp(({ run }) => {
    for (const hop of run.answer?.trace.hops ?? []) {
      if (hop.kind !== 'balance' || hop.decision.balancer !== 'metallb-l2') continue;
      const { namespace, name } = hop.decision.service;
      if (`${namespace}/${name}` === service) return `${hop.decision.chosen} answers`;
    }
    return null;
  });
}

/** Whether the panel of this object is open, the search marks it, or Enter went to it. */
export function useFound(ref: string): 'opened' | 'now' | 'found' | 'none' {
  return useApp(({ picture: { found, foundAt, thing } }) =>
    thing?.ref === ref ? 'opened' : found[foundAt] === ref ? 'now' : found.includes(ref) ? 'found' : 'none',
  );
}
