import type { Reader } from '#source';
import type { LabelSelector, LabelSelectorRequirement } from './object.ts';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/** metav1.LabelSelector. An expression without a valid operator is reported and matches as `In` of no value: nothing. */
export function readSelector(selector: Reader): LabelSelector {
  return {
    matchLabels: selector.labels('matchLabels'),
    matchExpressions: selector.objects('matchExpressions').map(
      (expression): LabelSelectorRequirement => ({
        key: expression.text('key') ?? '',
        operator: expression.oneOf('operator', OPERATORS) ?? 'In',
        values: expression.texts('values'),
      }),
    ),
  };
}

/** The selector under a key; `undefined` where the key is absent, which often means something else than `{}`. */
export function readOptionalSelector(object: Reader, key: string): LabelSelector | undefined {
  const selector = object.object(key);
  return selector === undefined ? undefined : readSelector(selector);
}
