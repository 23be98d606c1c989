/** To be filled by the room's owner. */
export interface PolicyIndex {
  readonly kind: 'policy';
}
