import type { Container, PodSpec } from '#manifests';
import type { IngressController } from '../model.ts';

/** A product that serves Ingresses, as it is recognised in a pod. */
interface KnownController {
  readonly kind: IngressController['kind'];
  /** spec.controller of its IngressClass, unless a flag says otherwise. */
  readonly controller: string;
  readonly image: RegExp;
  /** Recognised in arguments, where the image is somebody's own build. */
  readonly argument: RegExp | null;
  /** The name that its own installation gives the IngressClass. */
  readonly className: string | null;
}

const KNOWN: readonly KnownController[] = [
  {
    kind: 'ingress-nginx',
    controller: 'k8s.io/ingress-nginx',
    image: /(?:^|\/)(?:ingress-nginx\/controller(?:-chroot)?|nginx-ingress-controller[^/:@]*)(?:[:@]|$)/,
    argument: /^\/nginx-ingress-controller$/,
    className: 'nginx',
  },
  other('nginx.org/ingress-controller', /(?:^|\/)nginx\/nginx-ingress(?:[:@]|$)/),
  other('traefik.io/ingress-controller', /(?:^|\/)traefik(?:[:@]|$)/, 'traefik'),
  other('haproxy.org/ingress-controller', /(?:^|\/)haproxytech\/kubernetes-ingress(?:[:@]|$)/),
  other('haproxy-ingress.github.io/controller', /(?:^|\/)haproxy-ingress(?:[:@]|$)/),
  other('projectcontour.io/ingress-controller', /(?:^|\/)(?:projectcontour\/)?contour(?:[:@]|$)/, 'contour'),
  other('ingress-controllers.konghq.com/kong', /(?:^|\/)kong\/kubernetes-ingress-controller(?:[:@]|$)/, 'kong'),
  other('ingress.k8s.aws/alb', /(?:^|\/)aws-(?:load-balancer|alb-ingress)-controller(?:[:@]|$)/, 'alb'),
];

function other(controller: string, image: RegExp, className: string | null = null): KnownController {
  return { kind: 'other', controller, image, argument: null, className };
}

/** The controller whose installation usually makes a class of that name; `null` where none is known. */
export function usualController(className: string): string | null {
  return KNOWN.find((one) => one.className === className)?.controller ?? null;
}

/** The ingress controller that a pod of this spec is, with the container that runs it; `null` for any other pod. */
export function knownController(
  spec: PodSpec,
): { readonly known: KnownController; readonly container: Container; readonly index: number } | null {
  for (const [index, container] of spec.containers.entries()) {
    const words = [...container.command, ...container.args];
    const known = KNOWN.find(
      ({ image, argument }) =>
        image.test(container.image) || (argument !== null && words.some((word) => argument.test(word))),
    );
    if (known !== undefined) return { known, container, index };
  }
  return null;
}

/** Flags of a command line: `--name=value`, `--name value`, and a lone `--name` as `true`; leading dashes taken off. */
export function flagsOf(words: readonly string[]): Readonly<Record<string, string>> {
  const flags: Record<string, string> = {};
  for (const [index, word] of words.entries()) {
    const match = /^--?([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/.exec(word);
    const name = match?.[1];
    if (name === undefined) continue;
    const next = words[index + 1];
    flags[name] = match?.[2] ?? (next === undefined || next.startsWith('-') ? 'true' : next);
  }
  return flags;
}
