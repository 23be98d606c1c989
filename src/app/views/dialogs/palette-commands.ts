import { type Actions, type AppState, DEPTHS, firstProblem, hopIndex } from '#store';

export type CommandGroup = 'Player' | 'Request' | 'Hop' | 'Object' | 'Page' | 'Gallery';

/** One line of the palette: what can be done now, by its name. */
export interface Command {
  readonly id: string;
  readonly group: CommandGroup;
  readonly label: string;
  readonly run: () => void;
}

const HOPS = 400;

/** Everything that can be done in this state: only what has an effect is listed. */
export function commandsOf(state: AppState, actions: Actions): readonly Command[] {
  return [
    ...playerCommands(state, actions),
    ...pageCommands(state, actions),
    ...requestCommands(state, actions),
    ...hopCommands(state, actions),
    ...objectCommands(state, actions),
  ];
}

function playerCommands(state: AppState, actions: Actions): readonly Command[] {
  const { answer } = state.run;
  if (!answer) return [];
  return [
    command('Player', state.player.playing ? 'Pause' : 'Play', actions.toggle),
    command('Player', 'First hop', actions.first),
    command('Player', 'Last hop', actions.last),
    ...(firstProblem(answer) === null ? [] : [command('Player', 'First problem', actions.toFirstProblem)]),
  ];
}

function pageCommands({ preferences, panes, history }: AppState, actions: Actions): readonly Command[] {
  return [
    ...(history.past.length > 0 ? [command('Page', 'Undo', () => void actions.undo())] : []),
    ...(history.future.length > 0 ? [command('Page', 'Redo', () => void actions.redo())] : []),
    command('Page', 'Share link', () => actions.openDialog('share')),
    command('Page', 'Open a text or a file', () => actions.openDialog('open')),
    command('Page', 'Open an empty text', () => void actions.openText('')),
    command('Page', 'Gallery', () => actions.openDialog('gallery')),
    command('Page', 'Keys', () => actions.openDialog('keys')),
    command('Page', 'Print this run', () => globalThis.print()),
    command('Page', 'Show the hop', () => actions.showInspector('path')),
    command('Page', 'Show the run as text', () => actions.showInspector('text')),
    command('Page', 'Show reachability', () => actions.showInspector('reachability')),
    command('Page', 'Show what was assumed', () => actions.showInspector('assumed')),
    command('Page', 'Edit the manifests', () => actions.showEditor('manifests')),
    command('Page', 'Edit the scenario', () => actions.showEditor('scenario')),
    ...DEPTHS.filter((one) => one !== preferences.depth).map((depth) =>
      command('Page', `Depth: ${depth}`, () => actions.prefer({ depth })),
    ),
    ...(['system', 'light', 'dark'] as const)
      .filter((one) => one !== panes.theme)
      .map((theme) => command('Page', `Colours: ${theme}`, () => actions.setTheme(theme))),
    preferences.singleKeys === 'on'
      ? command('Page', 'Switch single keys off', () => actions.prefer({ singleKeys: 'off' }))
      : command('Page', 'Switch single keys on', () => actions.prefer({ singleKeys: 'on' })),
  ];
}

function requestCommands({ run }: AppState, actions: Actions): readonly Command[] {
  const asked = run.asked?.kind === 'saved' ? run.asked.name : null;
  return [
    command('Request', 'Send what the request bar holds', () => void actions.send(run.draft)),
    ...(run.loaded?.requests ?? [])
      .filter((one) => one.name !== asked)
      .map((one) => command('Request', `Send ${one.name}`, () => void actions.choose(one.name))),
  ];
}

function hopCommands(state: AppState, actions: Actions): readonly Command[] {
  const { answer } = state.run;
  const now = hopIndex(state);
  return (answer?.trace.hops ?? []).slice(0, HOPS).flatMap((hop, index) => {
    const chip = answer?.hops[hop.key]?.story.chip ?? hop.kind;
    return index === now ? [] : [command('Hop', `Go to hop ${index + 1}: ${chip}`, () => actions.goTo(index))];
  });
}

function objectCommands(state: AppState, actions: Actions): readonly Command[] {
  const { picture } = state.run.loaded ?? { picture: null };
  if (!picture) return [];
  return [
    ...picture.rules.map((card) => ({
      ...command('Object', placed(card.title, card.namespace), () => actions.inspectObject(card.ref)),
      id: card.ref,
    })),
    ...picture.pods.map((pod) => ({
      ...command('Object', placed(`Pod ${pod.name}`, pod.namespace), () =>
        actions.inspectObject(`Pod/${pod.namespace}/${pod.name}`),
      ),
      id: `Pod/${pod.key}`,
    })),
    ...picture.nodes.map((node) => ({
      ...command('Object', `Node ${node.name}`, () => actions.inspectObject(`Node/${node.name}`)),
      id: `Node/${node.name}`,
    })),
  ];
}

function placed(title: string, namespace: string | null): string {
  return namespace === null ? title : `${title} in ${namespace}`;
}

function command(group: CommandGroup, label: string, run: () => void): Command {
  return { id: `${group} ${label}`, group, label, run };
}
