import { toBase64 } from './redact-base64.ts';
import { B64, LOGIN, PLANTED, indented, scenario, secret, type Row } from './redact.fixture.ts';

/** Secrets in what is sent, and in whole scenarios. */
export const IN_REQUESTS: readonly Row[] = [
  {
    name: 'a header of a request',
    text: scenario(`http: {url: "http://a/", headers: {Authorization: "Bearer ${PLANTED}"}}`),
    stays: 'Bearer REMOVED',
  },
  {
    name: 'the password of a request, not its user',
    text: scenario(`http: {url: "http://a/", headers: {authorization: "Basic ${LOGIN}"}}`),
    gone: LOGIN,
    stays: `Basic ${toBase64('ada:REMOVED')}`,
  },
  {
    name: 'a cookie of a request',
    text: scenario(`http: {url: "http://a/", headers: {Cookie: "session=${PLANTED}; canary=always"}}`),
    stays: 'canary=always',
  },
  {
    name: 'a cookie that is one value',
    text: scenario('http: {url: "http://a/", headers: {Cookie: "9fK2mQ7xLw4Tz8Rb"}}'),
    gone: '9fK2mQ7xLw4Tz8Rb',
  },
  ...[
    'X-Session',
    'x-shop-session-id',
    'X-SID',
    'Session-Id',
    'X-Forwarded-Authorization',
    'X-Goog-IAP-JWT-Assertion',
  ].map((header) => ({
    name: `the header ${header}`,
    text: scenario(`http: {url: "http://a/", headers: {${header}: ${PLANTED}}}`),
  })),
  { name: 'an API key in a header', text: scenario(`http: {url: "http://a/", headers: {X-Api-Key: ${PLANTED}}}`) },
  {
    name: 'a password in a URL',
    text: scenario(`http: {url: "http://ada:${PLANTED}@a/"}`),
    stays: 'http://ada:REMOVED@a/',
  },
  { name: 'a token in a query', text: scenario(`http: {url: "http://a/?p=1&access_token=${PLANTED}"}`), stays: 'p=1' },
  {
    name: 'a header of a command',
    text: `hopscope: 1\ncommands:\n- run: 'curl -H "Authorization: Token ${PLANTED}" http://a'\n`,
    stays: 'http://a',
  },
  {
    name: 'a Secret in the manifests of a whole scenario',
    text: `hopscope: 1\nmanifests: |\n${indented(secret(`data: {a: ${B64}}`), 2)}`,
    gone: B64,
  },
  {
    name: 'a Secret in manifests as a JSON text',
    text: `hopscope: 1\nmanifests: ${JSON.stringify(secret(`data: {a: ${B64}}`))}\n`,
    gone: B64,
  },
  { name: 'a text with carriage returns', text: secret(`stringData:\n  user: ${PLANTED}`).replaceAll('\n', '\r\n') },
  {
    name: 'a custom resource',
    text: `apiVersion: x.example/v1\nkind: Database\nmetadata: {name: d}\nspec: {adminPassword: ${PLANTED}}\n`,
  },
];
