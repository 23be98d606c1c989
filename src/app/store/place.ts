import type { Asked, TypedRequest } from '#worker';

/** Which request was shown, and at which hop. */
export interface Place {
  readonly asked: Asked | null;
  readonly hop: string | null;
}

/** A place as the browser kept it, perhaps of another version of the page; `null`: not understood. */
export function readPlace(value: unknown): Place | null {
  if (!isObject(value) || !('asked' in value && 'hop' in value)) return null;
  const asked = readAsked(value.asked);
  return asked === null ? null : { asked, hop: typeof value.hop === 'string' ? value.hop : null };
}

function readAsked(value: unknown): Asked | null {
  if (!isObject(value) || !('kind' in value)) return null;
  if (value.kind === 'saved')
    return 'name' in value && typeof value.name === 'string' ? { kind: 'saved', name: value.name } : null;
  if (value.kind !== 'typed' || !('request' in value)) return null;
  const request = readTyped(value.request);
  return request === null ? null : { kind: 'typed', request };
}

function readTyped(value: unknown): TypedRequest | null {
  if (!isObject(value) || !('from' in value && 'method' in value && 'target' in value)) return null;
  const { from, method, target } = value;
  if (typeof from !== 'string' || typeof method !== 'string' || typeof target !== 'string') return null;
  // What it states beside these the engine reads and judges, as it does what is typed.
  return 'more' in value && isObject(value.more)
    ? { from, method, target, more: value.more }
    : { from, method, target };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
