import type { FormFields } from './form-fields.ts';

/** The change that choosing another way makes: host and port go along, so that nobody types them twice. What was typed for that way before stays. */
export function toWay(form: FormFields, way: FormFields['way']): Partial<FormFields> {
  const { host, port } = reachedBy(form);
  if (host === '' || way === form.way) return { way };
  switch (way) {
    case 'http':
    case 'grpc':
      return isWeb(form.way) || isSame(form, way) ? { way } : { way, url: urlOf(host, port) };
    case 'connect':
      return { way, to: host, port: portOf(form) };
    case 'dns':
      return { way, dnsName: host };
  }
}

function isWeb(way: FormFields['way']): boolean {
  return way === 'http' || way === 'grpc';
}

/** Whether the URL that was typed before leads to where the other way's fields do: its path then stays. */
function isSame(form: FormFields, way: 'http' | 'grpc'): boolean {
  const web = { ...form, way };
  return reachedBy(web).host === reachedBy(form).host && [portOf(web), ''].includes(portOf(form));
}

function portOf(form: FormFields): string {
  const { port, secure } = reachedBy(form);
  return port === '' && isWeb(form.way) ? (secure ? '443' : '80') : port;
}

function reachedBy(form: FormFields): { readonly host: string; readonly port: string; readonly secure: boolean } {
  switch (form.way) {
    case 'http':
    case 'grpc': {
      const [, scheme = '', authority = ''] = /^\s*(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#\s]*)/i.exec(form.url) ?? [];
      const [, host = '', port = ''] = /^(.*?)(?::(\d+))?$/.exec(authority.replace(/^.*@/, '')) ?? [];
      return { host: host.replace(/^\[|\]$/g, ''), port, secure: /^https|^wss/i.test(scheme) };
    }
    case 'connect':
      return { host: form.to.trim(), port: form.protocol === 'ICMP' ? '' : form.port.trim(), secure: false };
    case 'dns':
      return { host: form.dnsName.trim(), port: '', secure: false };
  }
}

/** A reference such as `pod/shop/web` is no host of a URL. */
function urlOf(host: string, port: string): string {
  if (host.includes('/')) return '';
  const shown = host.includes(':') ? `[${host}]` : host;
  const usual = { '80': 'http', '443': 'https' }[port];
  return usual === undefined ? `http://${shown}${port === '' ? '' : `:${port}`}/` : `${usual}://${shown}/`;
}
