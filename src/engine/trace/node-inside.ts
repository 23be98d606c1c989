import type { Ip } from '#net';
import type { Stop } from './stop.ts';
import type { HopKey, PassId } from './trace.ts';

/** One interface of a node. `mtu` is `null` where the model does not know it; `pod` (`NS/NAME`) is at the other end. */
export interface NodeInterface {
  readonly name: string;
  readonly kind: 'network' | 'overlay' | 'bridge' | 'dummy' | 'pod';
  readonly addresses: readonly Ip[];
  readonly mtu: number | null;
  readonly pod: string | null;
  /** What it is for, and what of it is assumed. */
  readonly note: string;
}

/** A line as `ip route` prints it, with the rows of the route table (`TableView`) that it stands for. */
export interface RouteLine {
  readonly line: string;
  readonly rows: readonly string[];
  readonly note: string;
}

/** A hop of the run at a hook: what it is called, and the rows that won in the tables it read, each where it was read. */
export interface HookStep {
  readonly hop: HopKey;
  readonly chip: string;
  readonly read: readonly { readonly table: string; readonly row: string | null; readonly stop: Stop }[];
}

/** Lines of a route table, each with the hops of the run that it sent on. */
export interface RoutesUsed {
  readonly shown: readonly (RouteLine & { readonly hops: readonly HopKey[] })[];
  readonly more: number;
}

/** A connection as a node's conntrack keeps it after the run, as `conntrack -L` prints it; `null` if it keeps none. */
export interface ConntrackEntry {
  readonly line: string | null;
  readonly note: string;
  /** Hops that rewrote it, or, where none did, at which it was seen. */
  readonly made: readonly HopKey[];
  /** Hops of the reply that were turned back by it. */
  readonly used: readonly HopKey[];
}

/** A stop on the way through a node, in the order in which packets meet them. What happens in pods is no step of it. */
export interface NodeStop {
  readonly stop: Stop;
  readonly label: string;
  readonly why: string;
  readonly steps: readonly HookStep[];
}

/** An interface on a packet's way, or the process or pod at its end. `note`: whose it is, or what it does to the packet. */
export interface PassageLink {
  readonly name: string;
  readonly kind: 'pod' | 'link' | 'process';
  readonly note: string;
}

/** By which interfaces a connection's packets come to a node's kernel and leave it, in the order in which they pass. */
export interface NodePassage {
  readonly pass: PassId;
  readonly came: readonly PassageLink[];
  /** Empty where nothing leaves: a rule dropped it, or there is no route. */
  readonly left: readonly PassageLink[];
}

/** What is inside a node in one run: everything that is shown when the node is opened. Plain data. */
export interface NodeInside {
  readonly node: string;
  readonly cni: string;
  readonly proxy: string;
  readonly interfaces: { readonly shown: readonly NodeInterface[]; readonly more: number };
  /** The table that the kernel asks first: what is the node's own. */
  readonly local: RoutesUsed;
  readonly routes: RoutesUsed;
  readonly stops: readonly NodeStop[];
  readonly conntrack: readonly ConntrackEntry[];
  readonly passages: readonly NodePassage[];
  /** At which stop each hop of the run that is on this node is. */
  readonly at: Readonly<Record<HopKey, Stop>>;
  /** By which stops the packet comes from a hop to the one after it, both ends included; no entry: not on this node. */
  readonly through: Readonly<Record<HopKey, readonly Stop[]>>;
  readonly commands: Readonly<Record<'interfaces' | 'local' | 'routes' | 'stops' | 'conntrack', readonly string[]>>;
  readonly notModelled: readonly string[];
}
