/** To be filled by the room's owner. */
export interface DnsTables {
  readonly kind: 'dns';
}
