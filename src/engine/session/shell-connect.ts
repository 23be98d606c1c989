import type { ConnectInput } from '#document';
import type { Problem } from '#source';
import { brokenCommand, has, leftOver, optionTable, readOptions } from './shell-options.ts';

/** A connection that a command opens, and what of the command it cannot state. */
export interface ConnectCommand {
  readonly connect: ConnectInput;
  readonly left: readonly string[];
}

const NETCAT = optionTable<'listen' | 'udp'>([
  ['-u --udp', 'udp', 'flag'],
  ['-l --listen', 'listen', 'flag'],
  ['-z -v -vv -n -k -t -N -4 --zero --verbose', 'nothing', 'flag'],
  ['-w -i -q --wait --idle-timeout', 'nothing', 'value'],
  ['-p -s -x -X --source --source-port --proxy', 'left', 'value'],
  ['-6 --ssl -U', 'left', 'flag'],
]);

/** Reads the words after `nc`, `ncat` or `telnet`: a host and a port. */
export function readNetcat(program: string, words: readonly string[]): ConnectCommand | Problem {
  const line = readOptions(program, words, NETCAT);
  if ('code' in line) return line;
  if (has(line, 'listen')) return brokenCommand(`${program} -l waits for connections and sends nothing.`);
  const [host, portText, ...more] = line.words;
  if (host === undefined || portText === undefined || more.length > 0)
    return brokenCommand(`${program} needs a host and one port, for example ${program} -zv web.shop 80.`);
  const port = Number(portText);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    return brokenCommand(`${portText} is no port: one number from 1 to 65535.`);
  return {
    connect: { to: host, port, ...(has(line, 'udp') ? { protocol: 'UDP' as const } : {}) },
    left: leftOver(line),
  };
}

const PING = optionTable<never>([
  ['-4 -n -q -v -D -O -A -a', 'nothing', 'flag'],
  ['-c -W -w -i -t -l', 'nothing', 'value'],
  ['-s -I -M -m -Q', 'left', 'value'],
  ['-6 -f -b', 'left', 'flag'],
]);

/** Reads the words after `ping`: echo requests are alike, so one stands for all of `-c`. */
export function readPing(words: readonly string[]): ConnectCommand | Problem {
  const line = readOptions('ping', words, PING);
  if ('code' in line) return line;
  const [host, ...more] = line.words;
  if (host === undefined || more.length > 0) return brokenCommand('ping needs one host.');
  return { connect: { to: host, protocol: 'ICMP' }, left: leftOver(line) };
}
