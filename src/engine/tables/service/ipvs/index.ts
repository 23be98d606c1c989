export { printServer, printServers } from './ipvsadm.ts';
export { printSet, printSetNames, printSets } from './ipset.ts';
