/** A point that packets pass on a node: netfilter's hooks, the routing decision between them, the node's programs, its interfaces. */
export type Stop =
  | 'in'
  | 'prerouting'
  | 'routing'
  | 'input'
  | 'programs'
  | 'forward'
  | 'output'
  | 'postrouting'
  | 'out';
