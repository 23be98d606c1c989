import type { ServiceObject, WorkloadObject } from '#manifests';
import { keyOf } from '#manifests';
import { assumedContainer, assumedDeployment, assumedService } from '../assumed-object.ts';
import type { Controller, Draft } from '../draft.ts';
import { originOfSetting } from '../evidence.ts';
import type { Cluster } from '../model.ts';
import type { Assumption, Origin } from '../origin.ts';
import { flagsOf, knownController } from './ingress-kinds.ts';

const NGINX = 'k8s.io/ingress-nginx';
const IMAGE = 'registry.k8s.io/ingress-nginx/controller:v1.15.1';

/** A controller that is wanted but not in the manifests. */
interface Wanted {
  readonly controller: string;
  readonly className: string;
  readonly isDefault: boolean;
  readonly origin: Origin;
}

/**
 * The ingress controllers that the scenario lists and the manifests lack; without a list one ingress-nginx, if there is an
 * Ingress and no known controller runs. Each is a Deployment of one replica behind a LoadBalancer Service with
 * externalTrafficPolicy Local, with an IngressClass of its own unless one of that name is there.
 */
export const assumedIngress: Controller = {
  name: 'assumed-ingress',
  run: (draft) => wantedControllers(draft).reduce(withController, withWrittenClasses(draft)),
};

function wantedControllers(draft: Draft): readonly Wanted[] {
  const found = writtenControllers(draft);
  const origin = originOfSetting(draft.settings.origins, 'ingressControllers');
  const listed = draft.input.ingressControllers;
  if (listed !== undefined)
    return listed
      .filter(({ controller }) => !found.includes(controller))
      .map((one) => ({
        controller: one.controller,
        className: one.class ?? 'nginx',
        isDefault: one.default ?? false,
        origin,
      }));
  if (found.length > 0 || draft.written.ingresses.length === 0) return [];
  return [{ controller: NGINX, className: 'nginx', isDefault: false, origin }];
}

/** `spec.controller` of every known controller that a workload or pod of the manifests runs; zero replicas count. */
function writtenControllers({ written }: Draft): readonly string[] {
  const specs = [...written.workloads.map(({ template }) => template.spec), ...written.pods.map(({ spec }) => spec)];
  return specs.flatMap((spec) => {
    const found = knownController(spec);
    if (found === null) return [];
    const { container, known } = found;
    return [flagsOf([...container.command, ...container.args])['controller-class'] ?? known.controller];
  });
}

const DEFAULT_ANNOTATION = 'ingressclass.kubernetes.io/is-default-class';

function withWrittenClasses(draft: Draft): Draft {
  const classes: Cluster['ingressClasses'] = new Map(
    draft.written.ingressClasses.map((object) => [
      object.ref.name,
      {
        name: object.ref.name,
        controller: object.controller,
        isDefault: object.metadata.annotations[DEFAULT_ANNOTATION] === 'true',
        origin: { kind: 'written' as const },
        object,
      },
    ]),
  );
  return { ...draft, ingressClasses: classes };
}

function withController(draft: Draft, wanted: Wanted): Draft {
  const { controller, className, isDefault, origin } = wanted;
  const name = className === 'nginx' ? 'ingress-nginx-controller' : `ingress-${className}-controller`;
  const namespace = controller === NGINX ? 'ingress-nginx' : `ingress-${className}`;
  const labels = {
    'app.kubernetes.io/name': controller === NGINX ? 'ingress-nginx' : className,
    'app.kubernetes.io/instance': className,
    'app.kubernetes.io/component': 'controller',
  };
  const deployment = controllerDeployment(namespace, name, labels, wanted);
  const service = controllerService(namespace, name, labels);
  const classes = new Map(draft.ingressClasses);
  const isNewClass = !classes.has(className);
  if (isNewClass) classes.set(className, { name: className, controller, isDefault, origin, object: null });
  const assumption: Assumption = {
    key: `ingressController:${className}`,
    object: deployment.ref,
    sentence: `The ingress controller ${controller} runs as Deployment ${keyOf(deployment.ref)}${isNewClass ? ` and serves the class ${className}` : ''}.`,
    change: 'Paste the Deployment of the controller, or set cluster.ingressControllers ([] for none).',
    setting: 'ingressControllers',
  };
  return {
    ...draft,
    ingressClasses: classes,
    workloadObjects: [...draft.workloadObjects, { object: deployment, origin }],
    serviceObjects: [...draft.serviceObjects, { object: service, origin }],
    assumptions: [...draft.assumptions, assumption],
  };
}

function controllerDeployment(
  namespace: string,
  name: string,
  labels: Readonly<Record<string, string>>,
  { controller, className }: Wanted,
): WorkloadObject {
  const args = [
    '/nginx-ingress-controller',
    `--publish-service=${namespace}/${name}`,
    `--controller-class=${controller}`,
    `--ingress-class=${className}`,
    `--configmap=${namespace}/${name}`,
  ];
  const isNginx = controller === NGINX;
  const container = assumedContainer(
    'controller',
    isNginx ? IMAGE : controller,
    [
      { name: 'http', containerPort: 80, protocol: 'TCP' },
      { name: 'https', containerPort: 443, protocol: 'TCP' },
    ],
    { args: isNginx ? args : [], probePorts: [10_254] },
  );
  return assumedDeployment(namespace, name, labels, 1, { containers: [container] });
}

function controllerService(namespace: string, name: string, labels: Readonly<Record<string, string>>): ServiceObject {
  return assumedService(namespace, name, labels, {
    type: 'LoadBalancer',
    externalTrafficPolicy: 'Local',
    selector: labels,
    ports: [
      { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http', appProtocol: 'http' },
      { name: 'https', port: 443, protocol: 'TCP', targetPort: 'https', appProtocol: 'https' },
    ],
  });
}
