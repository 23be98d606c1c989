import type { Question } from './protocol.ts';

type Kind = Question['kind'];

/** Questions that may take as long as they take: nobody has to wait for them, and they can be given up. */
const PATIENT: ReadonlySet<Kind> = new Set<Kind>([
  'share',
  'changes',
  'other',
  'run',
  'ways',
  'reach',
  'twin',
  'mend',
  'check',
]);

/** What somebody has just done and waits for. */
const URGENT: ReadonlySet<Kind> = new Set<Kind>([
  'draw',
  'load',
  'open',
  'open-files',
  'decode',
  'ask',
  'save',
  'edit-requests',
  'command',
  'table',
  'printed',
]);

/** Whether a question has no limit of time. */
export function mayTakeLong(kind: Kind): boolean {
  return PATIENT.has(kind);
}

/** Whether a question that may take long is given up for this one after a while. */
export function isUrgent(kind: Kind): boolean {
  return URGENT.has(kind);
}
