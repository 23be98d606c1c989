export type { NodeRules } from './node-rules.ts';
export type { Hidden } from './masquerade-rule.ts';
export { nodeRules } from './node-rules.ts';
