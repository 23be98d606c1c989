export { dnsStation } from './coredns.ts';
export { nodeCache, nodeCacheCatch } from './node-cache.ts';
export { outsideResolver } from './outside-resolver.ts';
export { resolverSender } from './resolver.ts';
