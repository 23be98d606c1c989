import type { ConnectInput, DnsInput, Expect, GrpcInput, HttpInput } from './scenario.ts';

/** A request as a scenario states it; `from` is left out in `then`. */
export interface RequestFields {
  readonly name: string;
  readonly from?: string;
  readonly via?: string;
  readonly http?: HttpInput;
  readonly grpc?: GrpcInput;
  readonly connect?: ConnectInput;
  readonly dns?: DnsInput;
  readonly count?: number;
  readonly sameConnection?: boolean;
  readonly then?: readonly RequestFields[];
  readonly expect?: Expect;
}

/** What a request states beside who sends what to where. Of the four ways of sending, the one that is used counts. */
export interface RequestMore extends Pick<RequestFields, 'via' | 'count' | 'sameConnection' | 'then' | 'expect'> {
  readonly http?: Omit<HttpInput, 'url' | 'method'>;
  readonly grpc?: Omit<GrpcInput, 'url' | 'service' | 'method'>;
  readonly connect?: Omit<ConnectInput, 'to' | 'port' | 'protocol'>;
  readonly dns?: Omit<DnsInput, 'name' | 'type'>;
}
