export { balancer } from './balancer.ts';
export { edge } from './edge.ts';
export { outsideHost } from './outside-host.ts';
