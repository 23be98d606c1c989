export type { IpvsConnection } from './connections.ts';
export { printConnections } from './connections.ts';
export { printServer, printServers } from './ipvsadm.ts';
export { proxySets } from './ipset.ts';
export type { SetView } from './set-text.ts';
export { setText } from './set-text.ts';
