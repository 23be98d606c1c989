import type { Form } from './form.ts';
import { ANY } from './form.ts';

/**
 * What the controller does with a value of the wrong form: it leaves the whole Ingress out, falls back to the
 * annotation's default, or closes the locations with 503.
 */
export type OnInvalid = 'leaveOut' | 'fallBack' | 'close';

/**
 * One annotation. `modelled`: it changes what is decided here; `noEffect`: it changes nothing that a trace shows
 * (buffers, logs, ciphers); `notModelled`: it might, and is reported wherever it stands; `snippet`: text for nginx.conf,
 * which the controller drops unless it is told to take it, and which is not read here.
 */
export type AnnotationRule =
  | {
      readonly kind: 'modelled';
      readonly form: Form;
      readonly onInvalid: OnInvalid;
      /** Other names it is known by, read where the first is missing. */
      readonly aliases: readonly string[];
    }
  | { readonly kind: 'noEffect' }
  | { readonly kind: 'snippet' }
  | { readonly kind: 'notModelled'; readonly why: string; readonly form: Form; readonly onInvalid: OnInvalid };

export type AnnotationRules = Readonly<Record<string, AnnotationRule>>;

export function modelled(form: Form, onInvalid: OnInvalid = 'fallBack', ...aliases: readonly string[]): AnnotationRule {
  return { kind: 'modelled', form, onInvalid, aliases };
}

export const noEffect: AnnotationRule = { kind: 'noEffect' };

export const snippet: AnnotationRule = { kind: 'snippet' };

export function notModelled(why: string, form: Form = ANY, onInvalid: OnInvalid = 'fallBack'): AnnotationRule {
  return { kind: 'notModelled', why, form, onInvalid };
}
