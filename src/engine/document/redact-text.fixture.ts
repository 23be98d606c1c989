import { toBase64 } from './redact-base64.ts';
import { LOGIN, PEM, JWT, PLANTED, configMap, indented, ingress, pod, type Row } from './redact.fixture.ts';

/** Secrets in the texts of programs: variables, arguments, files, comments. */
export const IN_TEXTS: readonly Row[] = [
  {
    name: 'a line of a .pgpass file',
    text: configMap(
      `.pgpass: |\n  # host:port:database:user:password\n  db.shop:5432:*:ada:${PLANTED}\n  *:*:*:bob:${PLANTED}`,
    ),
    stays: 'db.shop:5432:*:ada:REMOVED',
  },
  { name: 'a .pgpass file of one line', text: configMap(`pgpass: '[fd00::1]:5432:shop:a\\:b:${PLANTED}'`) },
  {
    name: 'a line of .pgpass in a command',
    text: `# db:5432:shop:ada:${PLANTED}\nkind: Service\nmetadata: {name: a}\n`,
  },
  ...[
    'use the token 8f3Kq9Zt2LmX7vRw for it',
    'The API key for the tests is 8f3Kq9Zt2LmX7vRw.',
    "password: it was '8f3Kq9Zt2LmX7vRw' once",
    'bearer 8f3Kq9Zt2LmX7vRw',
  ].map((sentence) => ({
    name: `in a sentence, ${sentence}`,
    text: configMap(`README: |\n  ${sentence}\n`),
    gone: '8f3Kq9Zt2LmX7vRw',
  })),
  {
    name: 'a UUID that is called a token',
    text: `# the token 6fa459ea-ee8a-3ca4-894e-db77e160355e opens it\nkind: Service\n`,
    gone: '6fa459ea',
    stays: 'opens it',
  },
  {
    name: 'a session that nginx sends on',
    text: ingress(
      `nginx.ingress.kubernetes.io/configuration-snippet: |\n  proxy_set_header X-Session "${PLANTED}";\n  add_header Set-Cookie "sid=${PLANTED}; Path=/";`,
    ),
    stays: 'Path=/',
  },
  {
    name: 'a cookie that curl sends',
    text: pod(`command: [sh, -c, "curl -b sid=${PLANTED} http://db"]`),
    stays: 'http://db',
  },
  {
    name: 'a cookie that is an argument',
    text: pod(`args: ["--cookie", "sid=${PLANTED}; theme=dark"]`),
    stays: 'theme=dark',
  },
  { name: 'a session of Java in a URL', text: configMap(`url: http://a/;jsessionid=${PLANTED}`) },
  {
    name: 'a password that begins with a dollar',
    text: pod('env: [{name: DB_PASSWORD, value: "$ecret4711"}]'),
    gone: 'ecret4711',
  },
  {
    name: 'the password of a redis.conf',
    text: configMap(`redis.conf: |\n  requirepass ${PLANTED}\n`),
    stays: 'requirepass',
  },
  {
    name: 'the password of a .netrc',
    text: configMap(`netrc: |\n  machine a login ada password ${PLANTED}\n`),
    stays: 'ada',
  },
  {
    name: 'a password in XML',
    text: configMap(`a.xml: |\n  <dbPassword>${PLANTED}</dbPassword>\n`),
    stays: '</dbPassword>',
  },
  { name: 'a password in TOML', text: configMap(`a.toml: |\n  password = """${PLANTED}"""\n`) },
  { name: 'an environment variable', text: pod(`env:\n- name: DB_PASSWORD\n  value: ${PLANTED}`) },
  { name: 'an environment variable in flow style', text: pod(`env: [{name: API_KEY, value: "${PLANTED}"}]`) },
  { name: 'an environment variable, value first', text: pod(`env:\n- value: ${PLANTED}\n  name: githubToken`) },
  {
    name: 'an environment variable with a URL',
    text: pod(`env:\n- name: DATABASE\n  value: postgres://ada:${PLANTED}@db:5432/shop`),
    stays: 'postgres://ada:',
  },
  { name: 'an argument', text: pod(`args: ["--verbose", "--password=${PLANTED}"]`), stays: '--verbose' },
  { name: 'an argument behind its option', text: pod(`args: ["--auth-token", "${PLANTED}"]`) },
  { name: 'a shell command', text: pod(`command: [sh, -c, "PGPASSWORD=${PLANTED} psql -h db"]`), stays: 'psql -h db' },
  { name: 'the password of mysql', text: pod(`command: [sh, -c, "mysql -uroot -p${PLANTED} shop"]`) },
  { name: 'the user of curl', text: pod(`command: [sh, -c, "curl -u ada:${PLANTED} http://db"]`), stays: 'http://db' },
  {
    name: 'a header of a probe',
    text: pod(
      `livenessProbe:\n  httpGet:\n    port: 80\n    httpHeaders: [{name: Authorization, value: Bearer ${PLANTED}}]`,
    ),
  },
  { name: 'a ConfigMap key with the name of a secret', text: configMap(`db.password: ${PLANTED}`) },
  {
    name: 'a properties file',
    text: configMap(`app.properties: |\n  spring.datasource.user=ada\n  spring.datasource.password=${PLANTED}\n  x=1`),
    stays: 'x=1',
  },
  { name: 'an ini file in double quotes', text: configMap(`app.ini: "[db]\\npassword = ${PLANTED}\\n"`) },
  {
    name: 'a YAML file inside a ConfigMap',
    text: configMap(`app.yaml: |\n  db:\n    user: ada\n    password: ${PLANTED}\n`),
    stays: 'user: ada',
  },
  { name: 'a JSON file inside a ConfigMap', text: configMap(`app.json: |\n  {"db": {"password": "${PLANTED}"}}\n`) },
  {
    name: 'a private key in a ConfigMap',
    text: configMap(`id_rsa: |\n${indented(PEM, 2)}`),
    stays: 'BEGIN RSA PRIVATE KEY',
  },
  { name: 'a private key in base64', text: configMap(`blob: ${toBase64(PEM)}`), gone: toBase64(PEM).slice(40, 80) },
  { name: 'a private key with escaped lines', text: configMap(`blob: ${JSON.stringify(PEM)}`) },
  {
    name: 'a private key whose end is missing',
    text: configMap(`blob: |\n${indented(PEM.replace(/-----END[^]*/, ''), 2)}`),
  },
  { name: 'a token of a service account', text: configMap(`anything: ${JWT}`), gone: JWT.slice(-12) },
  {
    name: 'a token of a service account in base64',
    text: configMap(`anything: ${toBase64(JWT)}`),
    gone: toBase64(JWT).slice(-12),
  },
  {
    name: 'a token of GitHub',
    text: configMap('note: use ghp_0123456789abcdefghijABCDEFGHIJ012345 here'),
    gone: 'ghp_0123',
    stays: 'here',
  },
  { name: 'a key of AWS', text: configMap('id: AKIAIOSFODNN7EXAMPLE'), gone: 'AKIAIOSF' },
  {
    name: 'a webhook of Slack',
    text: configMap('url: https://hooks.slack.com/services/T000/B000/XXXXsecret'),
    gone: 'XXXXsecret',
  },
  { name: 'a comment', text: `# password: ${PLANTED}\nkind: Service\nmetadata: {name: a} # token=${PLANTED}\n` },
  { name: 'a comment of nothing else', text: `# Authorization: Bearer ${PLANTED}\n` },
  { name: 'an annotation', text: ingress(`example.com/api-token: ${PLANTED}`) },
  {
    name: 'a snippet of nginx',
    text: ingress(
      `nginx.ingress.kubernetes.io/configuration-snippet: |\n  proxy_set_header Authorization "Basic ${LOGIN}";\n  proxy_pass http://web;`,
    ),
    gone: LOGIN,
    stays: 'proxy_pass http://web;',
  },
];
