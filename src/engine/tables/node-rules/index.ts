export type { NodeRules } from './node-rules.ts';
export { nodeRules } from './node-rules.ts';
