import type { ObjectRef } from '#manifests';

/** Why a Service port has no endpoint that may be used, after what makes endpoints. */
export type EndpointLack =
  /** Slices that were written lack the port, or an endpoint that is ready. */
  | {
      readonly kind: 'slices';
      readonly slices: readonly { readonly slice: ObjectRef; readonly lacks: 'port' | 'endpoints' }[];
    }
  /** No pod is selected. */
  | { readonly kind: 'selector' }
  /** No container of the selected pods has a port of the name that targetPort gives; `index` in `spec.ports`. */
  | { readonly kind: 'portName'; readonly index: number; readonly name: string }
  /** Pods are selected, and none is ready. */
  | { readonly kind: 'readiness'; readonly pods: readonly ObjectRef[] };
