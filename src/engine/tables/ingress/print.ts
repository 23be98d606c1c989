import { refText } from '#manifests';
import type { TableView } from '#trace';
import type { NginxConfiguration, NginxLocation } from './configuration.ts';
import { CATCH_ALL } from './configuration.ts';

const AROUND = 6;

/** The locations of one server as the inspector shows them: the winner and its neighbours, in nginx's order. */
export function printLocations(
  configuration: NginxConfiguration,
  hostname: string,
  row: string | null,
): TableView | null {
  const server = configuration.servers.find((candidate) => candidate.hostname === hostname);
  if (server === undefined) return null;
  const index = server.locations.findIndex(({ id }) => id === row);
  const from = Math.max(0, index - AROUND);
  const shown = server.locations.slice(from, Math.max(0, index) + AROUND + 1);
  const style =
    server.style === 'expressions' ? 'expressions, first that fits' : 'exact first, then the longest prefix';
  return {
    title: `nginx.conf: server ${hostname === CATCH_ALL ? '_ (any other host)' : hostname}, ${style}`,
    columns: ['location', 'rule', 'Ingress', 'backend'],
    rows: shown.map((location) => ({
      id: location.id,
      cells: [
        location.id,
        location.implied ? '(implied)' : `${location.rulePath} ${location.pathType}`,
        location.ingress === null ? '' : refText(location.ingress.ref),
        backendText(configuration, location),
      ],
      note: location.rewrite === null ? '' : `rewritten to ${location.rewrite.target}`,
    })),
    more: server.locations.length - shown.length,
  };
}

function backendText(configuration: NginxConfiguration, location: NginxLocation): string {
  const upstream = configuration.upstreams.get(location.upstream);
  if (upstream?.service === undefined || upstream.service === null) return 'default backend: 404';
  const count = upstream.external === null ? `${upstream.peers.length}` : upstream.external.name;
  return `${upstream.service.name}:${upstream.port} (${count})`;
}
