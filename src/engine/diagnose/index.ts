export { explain } from './explain/index.ts';
export { isGood, verdictOf } from './verdict.ts';
export type { VerdictText } from './verdict.ts';
export { printMarkdown } from './print-markdown.ts';
export { printMermaid } from './print-mermaid.ts';
export { printTwin } from './print-twin.ts';
export { textTwin } from './text-twin.ts';
export type { Twin, TwinHop, TwinLine, TwinSource } from './text-twin.ts';
