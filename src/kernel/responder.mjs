// Listens in a network namespace on the addresses given, and tells whoever comes: where it arrived, and from which address.
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** @type {{ip: string, port: number, protocol: string}[]} */
const listens = JSON.parse(process.argv[2] ?? '[]');
await Promise.all(
  listens.map(
    ({ ip, port, protocol }) =>
      new Promise((ready, failed) => {
        const here = ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
        if (protocol === 'udp') {
          const socket = createSocket(ip.includes(':') ? 'udp6' : 'udp4');
          socket.on('message', (_, from) => socket.send(JSON.stringify([here, from.address]), from.port, from.address));
          socket.on('error', failed);
          socket.bind(port, ip, () => ready(null));
          return;
        }
        const server = createServer((socket) => {
          socket.on('error', () => undefined);
          socket.end(JSON.stringify([here, (socket.remoteAddress ?? '').replace(/^::ffff:/, '')]));
        });
        server.on('error', failed);
        server.listen(port, ip, () => ready(null));
      }),
  ),
);
process.stdout.write('ready\n');
