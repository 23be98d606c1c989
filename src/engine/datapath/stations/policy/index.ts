export { egressPolicy } from './egress.ts';
export { ingressPolicy } from './ingress.ts';
