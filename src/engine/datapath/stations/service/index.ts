export { serviceDnat } from './dnat.ts';
export { serviceFilter } from './filter.ts';
export { serviceMasquerade } from './masquerade.ts';
export { serviceSocket } from './socket.ts';
