import type { Reader } from '#source';
import type { LabelSelector, LabelSelectorRequirement } from './object.ts';
import { isLabelKey, isLabelValue, refuse } from './validity.ts';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;
const GRAMMAR =
  'is no label: letters, digits, - _ and . are allowed, a letter or digit at both ends, at most 63 characters.';

/** metav1.LabelSelector. An expression without a valid operator is reported and matches as `In` of no value: nothing. */
export function readSelector(selector: Reader): LabelSelector {
  const matchLabels = selector.labels('matchLabels');
  for (const [key, value] of Object.entries(matchLabels)) {
    if (!isLabelKey(key) || !isLabelValue(value))
      refuse(
        selector,
        'InvalidValue',
        ['matchLabels', key],
        `${isLabelKey(key) ? `the value "${value}"` : `the key "${key}"`} ${GRAMMAR}`,
      );
  }
  return { matchLabels, matchExpressions: selector.objects('matchExpressions').map(readExpression) };
}

function readExpression(expression: Reader): LabelSelectorRequirement {
  const key = expression.text('key') ?? '';
  const operator = expression.oneOf('operator', OPERATORS);
  const values = expression.texts('values');
  if (!isLabelKey(key)) refuse(expression, 'InvalidValue', ['key'], `the key "${key}" ${GRAMMAR}`);
  if (operator === undefined && !expression.has('operator'))
    refuse(expression, 'RequiredValue', ['operator'], `one of ${OPERATORS.join(', ')} is needed.`);
  if ((operator === 'In' || operator === 'NotIn') && values.length === 0)
    refuse(expression, 'RequiredValue', ['values'], `${operator} needs values.`);
  if ((operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0)
    refuse(expression, 'Forbidden', ['values'], `${operator} takes no values.`);
  return { key, operator: operator ?? 'In', values: operator === undefined ? [] : values };
}

/** The selector under a key; `undefined` where the key is absent, which often means something else than `{}`. */
export function readOptionalSelector(object: Reader, key: string): LabelSelector | undefined {
  const selector = object.object(key);
  return selector === undefined ? undefined : readSelector(selector);
}
