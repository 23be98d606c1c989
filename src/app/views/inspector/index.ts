export { Inspector } from './inspector.tsx';
export { PrintHead, PrintTable } from './print-run.tsx';
