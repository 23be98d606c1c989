/** To be filled by the room's owner. */
export interface ServiceTables {
  readonly kind: 'service';
}
