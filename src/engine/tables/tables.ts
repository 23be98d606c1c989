import type { Cluster } from '#cluster';
import type { TableRef, TableView } from '#trace';

import type { DnsTables } from './dns/index.ts';
import type { IngressTables } from './ingress/index.ts';
import type { NodeRules } from './node-rules/index.ts';
import type { PolicyIndex } from './policy/index.ts';
import type { RouteTables } from './routes/index.ts';
import type { ServiceTables } from './service/index.ts';

/**
 * What each component of the cluster would hold, decided once and lazily. Rule text, the inspector's tables, the
 * walk's choices and the matrix all read from here; nothing is decided twice.
 */
export interface Tables {
  readonly cluster: Cluster;
  readonly service: ServiceTables;
  readonly routes: RouteTables;
  readonly rules: NodeRules;
  readonly policy: PolicyIndex;
  readonly dns: DnsTables;
  readonly ingress: IngressTables;
  /** The rows of a table round the row that decided; `null` if there is no such table. */
  print(table: TableRef, row: string | null): TableView | null;
}
