export { balancer } from './balancer.ts';
export { edge } from './edge.ts';
export { natGateway } from './nat-gateway.ts';
export { outsideHost, outsideListener } from './outside-host.ts';
