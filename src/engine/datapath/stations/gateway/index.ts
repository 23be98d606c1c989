import type { Station } from '../../flow.ts';
import { gatewayHandshakeStation } from './handshake.ts';
import { gatewayPassthroughStation } from './passthrough.ts';
import { gatewayProxyHeaderStation } from './proxy-header.ts';
import { gatewayReceiveStation } from './receive.ts';
import { gatewayStation } from './station.ts';

export { gatewayHandshakeStation, gatewayReceiveStation, gatewayStation };

/** What stands at hook `receive` of a controller's pod, in this order. */
export const GATEWAY_STATIONS: readonly Station[] = [
  gatewayReceiveStation,
  gatewayProxyHeaderStation,
  gatewayPassthroughStation,
  gatewayHandshakeStation,
  gatewayStation,
];
