import { useContext, useId, useRef } from 'react';
import { METHODS } from '#store';
import { Choice, type PartProps, Text, Truth } from './bound-fields.tsx';
import { Wrong, WrongSentence } from './field.tsx';
import type { FormFields } from './form-fields.ts';

/** What every request of a kind needs. */
export function CommonFields(part: PartProps) {
  switch (part.form.way) {
    case 'http':
      return (
        <div className="form-line" data-parts="method url">
          <Choice {...part} of="method" label="Method" field="http.method" words={same(METHODS)} />
          <Text {...part} of="url" label="URL" field="target" />
        </div>
      );
    case 'grpc':
      return (
        <>
          <Text {...part} of="url" label="URL" field="target" />
          <Text {...part} of="call" label="Call" hint="package.Service/Method" field="grpc.method" judges="target" />
        </>
      );
    case 'connect':
      return (
        <div className="form-line" data-parts="host port">
          <Choice
            {...part}
            of="protocol"
            label="Protocol"
            field="connect.protocol"
            judges="target"
            words={[...same(['TCP', 'UDP', 'SCTP']), ['ICMP', 'ICMP (ping)']]}
          />
          <Text {...part} of="to" label="Host" hint="a name, an address or KIND/NS/NAME" field="target" />
          {part.form.protocol === 'ICMP' ? null : (
            <Text {...part} of="port" label="Port" field="connect.port" judges="target" numeric="numeric" />
          )}
        </div>
      );
    case 'dns':
      return (
        <div className="form-line" data-parts="name type">
          <Text {...part} of="dnsName" label="Name" field="target" />
          <Choice {...part} of="dnsType" label="Type" field="dns.type" judges="target" words={same(DNS_TYPES)} />
        </div>
      );
  }
}

const DNS_TYPES = ['A', 'AAAA', 'CNAME', 'SRV', 'PTR', 'TXT', 'MX', 'NS', 'SOA'];

function same(words: readonly string[]): readonly (readonly [string, string])[] {
  return words.map((word) => [word, word]);
}

/** What a request of a kind may state besides. */
export function MoreFields(part: PartProps) {
  switch (part.form.way) {
    case 'http':
      return (
        <>
          <Headers {...part} />
          <Text {...part} of="host" label="Host header" hint="instead of the URL’s" field="http.headers.host" />
          <Choice
            {...part}
            of="version"
            label="HTTP version"
            field="http.version"
            words={[['', '1.1, if not said'], ...same(['1.1', '2'])]}
          />
          <Text {...part} of="bodyBytes" label="Body" hint="bytes" field="http.bodyBytes" numeric="numeric" />
          <Reaching {...part} />
          <Text {...part} of="clientCert" label="Client certificate" hint="secret/NS/NAME" field="http.clientCert" />
          <Insecure {...part} field="http.insecure" />
          <Truth {...part} of="follow" label="Follow redirects" field="http.follow" />
        </>
      );
    case 'grpc':
      return (
        <>
          <Headers {...part} />
          <Reaching {...part} />
          <Insecure {...part} field="grpc.insecure" />
        </>
      );
    case 'connect':
      return (
        <>
          <Truth {...part} of="tls" label="Begin TLS on the connection" field="connect.tls" />
          {part.form.tls ? (
            <>
              <Text {...part} of="sni" label="TLS name (SNI)" field="connect.tls.sni" />
              <Insecure {...part} field="connect.tls.insecure" />
            </>
          ) : null}
        </>
      );
    case 'dns':
      return (
        <>
          <Text {...part} of="server" label="Server" hint="address, instead of resolv.conf" field="dns.server" />
          <Choice
            {...part}
            of="resolver"
            label="Resolver"
            field="dns.resolver"
            words={[
              ['', 'by the image'],
              ['glibc', 'glibc'],
              ['musl', 'musl (Alpine)'],
            ]}
          />
          <Truth {...part} of="exact" label="Ask for the name exactly, without search list" field="dns.search" />
          <Truth {...part} of="tcp" label="Over TCP" field="dns.transport" />
        </>
      );
  }
}

function Insecure(part: PartProps & { readonly field: string }) {
  return <Truth {...part} of="insecure" label="Do not check the server’s certificate" />;
}

function Reaching(part: PartProps) {
  const way = part.form.way === 'grpc' ? 'grpc' : 'http';
  return (
    <>
      <Text
        {...part}
        of="connectTo"
        label="Connect to"
        hint="address or KIND/NS/NAME, instead of looking the name up"
        wide="wide"
        field={`${way}.connectTo`}
      />
      <Text {...part} of="sni" label="TLS name (SNI)" hint="instead of the URL’s" field={`${way}.sni`} />
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
