export type { IpvsConnection } from './connections.ts';
export { printConnections } from './connections.ts';
export { printServer, printServers } from './ipvsadm.ts';
export { printSet, printSetNames, printSets } from './ipset.ts';
