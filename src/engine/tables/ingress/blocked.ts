import type { Expression } from '#net';
import { fitsExpression, readExpression } from '#net';

/** One entry of `block-user-agents` or `block-referers`: a key of nginx's map. */
export type BlockedPattern =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'unreadable'; readonly text: string };

/** `~` begins an expression, `~*` one of any case; all else is a whole value in any case (ngx_http_map_module). */
export function blockedPattern(text: string): BlockedPattern {
  if (!text.startsWith('~')) return { kind: 'value', value: text.toLowerCase() };
  const expression = text.startsWith('~*')
    ? readExpression(text.slice(2), 'pcre', 'anyCase')
    : readExpression(text.slice(1), 'pcre');
  return expression === null ? { kind: 'unreadable', text } : { kind: 'expression', expression };
}

/** Whether a header's value is one that is blocked. What cannot be read blocks nothing; the configuration's problems name it. */
export function fitsBlocked(pattern: BlockedPattern, value: string): boolean {
  switch (pattern.kind) {
    case 'value':
      return pattern.value !== '' && pattern.value === value.toLowerCase();
    case 'expression':
      return fitsExpression(pattern.expression, value);
    case 'unreadable':
      return false;
  }
}
