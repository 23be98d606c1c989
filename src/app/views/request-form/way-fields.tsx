import { useContext, useId, useRef } from 'react';
import { METHODS } from '#store';
import { Check, ChoiceField, TextField, Wrong, WrongSentence } from './field.tsx';
import type { FormFields } from './form-fields.ts';

export interface PartProps {
  readonly form: FormFields;
  readonly set: (change: Partial<FormFields>, field: string) => void;
}

/** What every request of a kind needs. */
export function CommonFields({ form, set }: PartProps) {
  switch (form.way) {
    case 'http':
      return (
        <div className="form-line" data-parts="method url">
          <ChoiceField
            label="Method"
            field="http.method"
            value={form.method}
            words={METHODS.map((word) => [word, word] as const)}
            onChange={(method) => set({ method }, 'http.method')}
          />
          <TextField label="URL" field="target" value={form.url} onChange={(url) => set({ url }, 'target')} />
        </div>
      );
    case 'grpc':
      return (
        <>
          <TextField label="URL" field="target" value={form.url} onChange={(url) => set({ url }, 'target')} />
          <TextField
            label="Call"
            hint="package.Service/Method"
            field="grpc.method"
            value={form.call}
            onChange={(call) => set({ call }, 'target')}
          />
        </>
      );
    case 'connect':
      return (
        <div className="form-line" data-parts="host port">
          <ChoiceField
            label="Protocol"
            field="connect.protocol"
            value={form.protocol}
            words={[
              ['TCP', 'TCP'],
              ['UDP', 'UDP'],
              ['SCTP', 'SCTP'],
              ['ICMP', 'ICMP (ping)'],
            ]}
            onChange={(protocol) => set({ protocol }, 'target')}
          />
          <TextField
            label="Host"
            hint="a name, an address or KIND/NS/NAME"
            field="target"
            value={form.to}
            onChange={(to) => set({ to }, 'target')}
          />
          {form.protocol === 'ICMP' ? null : (
            <TextField
              label="Port"
              field="connect.port"
              numeric="numeric"
              value={form.port}
              onChange={(port) => set({ port }, 'target')}
            />
          )}
        </div>
      );
    case 'dns':
      return (
        <div className="form-line" data-parts="name type">
          <TextField
            label="Name"
            field="target"
            value={form.dnsName}
            onChange={(dnsName) => set({ dnsName }, 'target')}
          />
          <ChoiceField
            label="Type"
            field="dns.type"
            value={form.dnsType}
            words={['A', 'AAAA', 'CNAME', 'SRV', 'PTR', 'TXT', 'MX', 'NS', 'SOA'].map((word) => [word, word] as const)}
            onChange={(dnsType) => set({ dnsType }, 'target')}
          />
        </div>
      );
  }
}

/** What a request of a kind may state besides. */
export function MoreFields({ form, set }: PartProps) {
  switch (form.way) {
    case 'http':
      return (
        <>
          <Headers form={form} set={set} />
          <TextField
            label="Host header"
            hint="instead of the URL’s"
            field="http.headers.host"
            value={form.host}
            onChange={(host) => set({ host }, 'http.headers.host')}
          />
          <ChoiceField
            label="HTTP version"
            field="http.version"
            value={form.version}
            words={[
              ['', '1.1, if not said'],
              ['1.1', '1.1'],
              ['2', '2'],
            ]}
            onChange={(version) => set({ version }, 'http.version')}
          />
          <TextField
            label="Body"
            hint="bytes"
            field="http.bodyBytes"
            numeric="numeric"
            value={form.bodyBytes}
            onChange={(bodyBytes) => set({ bodyBytes }, 'http.bodyBytes')}
          />
          <Reaching form={form} set={set} />
          <TextField
            label="Client certificate"
            hint="secret/NS/NAME"
            field="http.clientCert"
            value={form.clientCert}
            onChange={(clientCert) => set({ clientCert }, 'http.clientCert')}
          />
          <Check
            label="Do not check the server’s certificate"
            checked={form.insecure}
            onChange={(insecure) => set({ insecure }, 'http.insecure')}
          />
          <Check label="Follow redirects" checked={form.follow} onChange={(follow) => set({ follow }, 'http.follow')} />
        </>
      );
    case 'grpc':
      return (
        <>
          <Headers form={form} set={set} />
          <Reaching form={form} set={set} />
          <Check
            label="Do not check the server’s certificate"
            checked={form.insecure}
            onChange={(insecure) => set({ insecure }, 'grpc.insecure')}
          />
        </>
      );
    case 'connect':
      return (
        <>
          <Check
            label="Begin TLS on the connection"
            checked={form.tls}
            onChange={(tls) => set({ tls }, 'connect.tls')}
          />
          {form.tls ? (
            <>
              <TextField
                label="TLS name (SNI)"
                field="connect.tls.sni"
                value={form.sni}
                onChange={(sni) => set({ sni }, 'connect.tls.sni')}
              />
              <Check
                label="Do not check the server’s certificate"
                checked={form.insecure}
                onChange={(insecure) => set({ insecure }, 'connect.tls.insecure')}
              />
            </>
          ) : null}
        </>
      );
    case 'dns':
      return (
        <>
          <TextField
            label="Server"
            hint="address, instead of resolv.conf"
            field="dns.server"
            value={form.server}
            onChange={(server) => set({ server }, 'dns.server')}
          />
          <ChoiceField
            label="Resolver"
            field="dns.resolver"
            value={form.resolver}
            words={[
              ['', 'by the image'],
              ['glibc', 'glibc'],
              ['musl', 'musl (Alpine)'],
            ]}
            onChange={(resolver) => set({ resolver }, 'dns.resolver')}
          />
          <Check
            label="Ask for the name exactly, without search list"
            checked={form.exact}
            onChange={(exact) => set({ exact }, 'dns.search')}
          />
          <Check label="Over TCP" checked={form.tcp} onChange={(tcp) => set({ tcp }, 'dns.transport')} />
        </>
      );
  }
}

function Reaching({ form, set }: PartProps) {
  const way = form.way === 'grpc' ? 'grpc' : 'http';
  return (
    <>
      <TextField
        label="Connect to"
        hint="address or KIND/NS/NAME, instead of looking the name up"
        wide="wide"
        field={`${way}.connectTo`}
        value={form.connectTo}
        onChange={(connectTo) => set({ connectTo }, `${way}.connectTo`)}
      />
      <TextField
        label="TLS name (SNI)"
        hint="instead of the URL’s"
        field={`${way}.sni`}
        value={form.sni}
        onChange={(sni) => set({ sni }, `${way}.sni`)}
      />
    </>
  );
}

function Headers({ form, set }: PartProps) {
  const wrong = useContext(Wrong);
  const id = useId();
  const way = form.way === 'grpc' ? 'grpc' : 'http';
  const list = useRef<HTMLFieldSetElement>(null);
  const change = (headers: FormFields['headers']) => set({ headers }, `${way}.headers`);
  const add = () => {
    change([...form.headers, { name: '', value: '' }]);
    const row = form.headers.length;
    requestAnimationFrame(() =>
      list.current?.querySelectorAll<HTMLElement>('.form-header')[row]?.querySelector('input')?.focus(),
    );
  };
  const remove = (index: number) => {
    change(form.headers.toSpliced(index, 1));
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[data-add]')?.focus());
  };
  return (
    <fieldset className="form-headers" ref={list}>
      <legend>Headers</legend>
      {form.headers.map((header, index) => {
        const sentence = wrong.get(`header ${index}`) ?? wrong.get(`${way}.headers.${header.name.trim()}`);
        const hook = {
          'aria-invalid': sentence !== undefined,
          'aria-describedby': sentence === undefined ? undefined : `${id}-${index}`,
        };
        return (
          // Rows have no name of their own: two may be alike while they are typed.
          // oxlint-disable-next-line react/no-array-index-key
          <div className="form-header" key={index}>
            <input
              {...hook}
              className="field mono"
              aria-label={`Name of header ${index + 1}`}
              placeholder="x-user"
              spellCheck={false}
              value={header.name}
              onChange={(event) => change(form.headers.with(index, { ...header, name: event.target.value }))}
            />
            <input
              {...hook}
              className="field mono"
              aria-label={`Value of header ${index + 1}`}
              spellCheck={false}
              value={header.value}
              onChange={(event) => change(form.headers.with(index, { ...header, value: event.target.value }))}
            />
            <button
              type="button"
              className="button plain square"
              aria-label={`Remove header ${header.name === '' ? index + 1 : header.name}`}
              onClick={() => remove(index)}
            >
              <span aria-hidden="true">✕</span>
            </button>
            <WrongSentence id={`${id}-${index}`} sentence={sentence} />
          </div>
        );
      })}
      <button type="button" className="button" data-add="header" onClick={add}>
        Add a header
      </button>
    </fieldset>
  );
}
