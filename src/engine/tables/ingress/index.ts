/** To be filled by the room's owner. */
export interface IngressTables {
  readonly kind: 'ingress';
}
