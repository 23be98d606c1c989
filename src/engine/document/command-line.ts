/** Programs that send something, whose lines are read as requests (`readCommandLine` of the session). */
export const SENDING_PROGRAMS = [
  'curl',
  'wget',
  'nc',
  'ncat',
  'netcat',
  'telnet',
  'ping',
  'nslookup',
  'dig',
  'host',
  'getent',
  'grpcurl',
  'redis-cli',
  'psql',
  'mysql',
] as const;
export type SendingProgram = (typeof SENDING_PROGRAMS)[number];

/** Programs behind which one of those stands: in a pod, timed, as another user, or as a text for a shell. */
const KUBECTL: readonly string[] = ['kubectl', 'oc', 'k'];
const PREFIXES: readonly string[] = ['time', 'sudo'];
const SHELLS: readonly string[] = ['sh', 'bash', 'ash', 'dash'];

/** What a word that stands first says of the words behind it; `null` for a program of its own. */
export function commandPrefix(name: string): 'kubectl' | 'prefix' | 'shell' | null {
  if (KUBECTL.includes(name)) return 'kubectl';
  if (PREFIXES.includes(name)) return 'prefix';
  return SHELLS.includes(name) ? 'shell' : null;
}

const LINE = new RegExp(
  `^\\s*(?:[$#%] +)?(?:(?:${PREFIXES.join('|')}) +)*(?:\\S*/)?(?:${[...SENDING_PROGRAMS, ...KUBECTL, ...SHELLS].join('|')})\\s+\\S`,
);

/** Programs that nothing else is called, so that their name alone is a command too: `mysql` and `host` may be hosts. */
const ALONE = /^\s*(?:[$#%] +)?(?:curl|wget|ncat|netcat|telnet|nslookup|dig|getent|grpcurl|redis-cli|psql|kubectl)\s*$/;

/** Whether a text is a command line rather than a name or a URL. */
export function isCommandLine(text: string): boolean {
  return LINE.test(text) || ALONE.test(text);
}
