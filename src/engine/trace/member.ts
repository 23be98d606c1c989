import type { Ip, Port } from '#net';

/** A receiver that could have been chosen: an endpoint, and through which Service. */
export interface Member {
  readonly ip: Ip;
  readonly port: Port;
  /** `NS/NAME` of the pod, `null` for an outside host or a node. */
  readonly pod: string | null;
  /** `Kind/NS/NAME` of the workload. */
  readonly workload: string | null;
  /** `NS/NAME` of the Service it was chosen through, `null` if it was dialled itself. */
  readonly service: string | null;
}
