export { balancer } from './balancer.ts';
export { edge } from './edge.ts';
export { publicAddress } from './public-address.ts';
export { outsideHost, outsideListener } from './outside-host.ts';
