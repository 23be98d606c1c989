// Connects from a network namespace, each target as often as asked, and prints what became of it: [where, from] or a word.
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';

/** @type {{ip: string, port: number, protocol: string, times: number, limit: number}[]} */
const targets = JSON.parse(process.argv[2] ?? '[]');
const results = [];
for (const { ip, port, protocol, times, limit } of targets) {
  const probe = protocol === 'udp' ? overUdp : overTcp;
  results.push(await Promise.all(Array.from({ length: times }, () => probe(ip, port, limit))));
}
process.stdout.write(JSON.stringify(results));
process.exit();

/** @param {string} ip @param {number} port @param {number} limit milliseconds */
function overTcp(ip, port, limit) {
  return new Promise((done) => {
    let text = '';
    const socket = connect({ host: ip, port });
    const timer = setTimeout(() => end('timeout'), limit);
    const end = (/** @type {unknown} */ result) => {
      clearTimeout(timer);
      socket.destroy();
      done(result);
    };
    socket.on('data', (data) => (text += data.toString()));
    socket.on('end', () => end(text === '' ? 'refused' : JSON.parse(text)));
    socket.on('error', (error) => end(wordOf(error)));
  });
}

/** @param {string} ip @param {number} port @param {number} limit milliseconds */
function overUdp(ip, port, limit) {
  return new Promise((done) => {
    const socket = createSocket(ip.includes(':') ? 'udp6' : 'udp4');
    const timer = setTimeout(() => end('timeout'), limit);
    const end = (/** @type {unknown} */ result) => {
      clearTimeout(timer);
      socket.close();
      done(result);
    };
    socket.on('error', (error) => end(wordOf(error)));
    socket.on('message', (data) => end(JSON.parse(data.toString())));
    socket.connect(port, ip, () => socket.send('?'));
  });
}

/** @param {Error & {code?: string}} error */
function wordOf(error) {
  return error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET'
    ? 'refused'
    : error.code === 'ETIMEDOUT'
      ? 'timeout'
      : `${error.code}`;
}
