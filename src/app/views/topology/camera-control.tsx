import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useDeferredValue, useEffect, useRef } from 'react';
import { type AppState, hopAt, hopIndex, useApp, viewOf } from '#store';
import { useReducedMotion } from '#views/common';
import { useLetAlone } from './let-alone.ts';
import { around, boxOf, union } from './box-of.ts';
import { AROUND, follow, type PaneSize, restingView, type View, wholeView } from './camera.ts';
import type { Layout } from './layout.ts';
import type { Rect } from './measures.ts';
import type { Leg } from './position.ts';

const GLIDE_MS = 260;

/**
 * Moves the picture in its pane: at rest readable, at each hop so that the packet is seen, on a search to what it found.
 * A zoom that the reader chose stays until the picture is fitted again.
 */
export function CameraControl(props: {
  readonly layout: Layout;
  readonly legs: readonly Leg[];
  /** What is to be seen of the picture if not all of it can. */
  readonly way: Rect | null;
  readonly pane: PaneSize;
  readonly scrolls: 'pane' | 'page';
}) {
  const { layout, legs, way, pane, scrolls } = props;
  const flow = useReactFlow();
  const flowStore = useStoreApi();
  const still = useReducedMotion();
  const now = useApp(hopIndex);
  const playing = useApp((state) => state.player.playing);
  const found = useApp(({ picture }) => picture.found[picture.foundAt] ?? null);
  const mode = useRef<'rest' | 'whole' | 'own'>('rest');
  const picture = { w: layout.width, h: layout.height };

  const show = (view: View, how: 'glide' | 'jump') => {
    void flow.setViewport(view, { duration: how === 'glide' && !still ? GLIDE_MS : 0 });
  };
  const place = around(stopsNear(legs, now, playing));
  const rules = useApp(rulesNow);
  const here = place && scrolls === 'pane' ? withCards(place, layout, rules, pane, flow.getZoom()) : place;
  const isLetAlone = useLetAlone(playing);
  const bring = (place: Rect | null, how: 'glide' | 'jump') => {
    if (!place) return;
    if (scrolls === 'page') {
      scrollPage(flowStore.getState().domNode, flow.getViewport(), place, still || how === 'jump' ? 'auto' : 'smooth');
      return;
    }
    const view = flow.getViewport();
    const next = follow(view, place, picture, pane);
    if (next !== view) show(next, how);
  };

  // A zoom or place chosen in another document says nothing of this one. It comes with the layout that is made of it.
  const document = useDeferredValue(useApp(documentNow));
  useEffect(() => {
    mode.current = 'rest';
  }, [document]);

  useEffect(() => {
    if (pane.w === 0 || mode.current === 'own') return;
    const view = mode.current === 'whole' ? wholeView(picture, pane) : restingView(picture, pane, way);
    show(here && mode.current === 'rest' && scrolls === 'pane' ? follow(view, here, picture, pane) : view, 'jump');
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [layout.width, layout.height, pane.w, pane.h, document, way?.x, way?.y, way?.w, way?.h]);

  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else if (scrolls === 'pane' || !isLetAlone()) bring(here, 'glide');
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [now, playing]);

  // The answer comes behind the text it is of, and its first hop may be somewhere else.
  const answer = useDeferredValue(useApp((state) => state.run.answer));
  useEffect(() => {
    if (scrolls === 'pane' && mode.current === 'rest') bring(here, 'jump');
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [answer]);

  useEffect(() => {
    if (found !== null) bring(boxOf(layout, found), 'glide');
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [found, layout]);

  useEffect(() => {
    const fit = () => {
      mode.current = mode.current === 'whole' ? 'rest' : 'whole';
      const rest = restingView(picture, pane, way);
      show(
        mode.current === 'whole' ? wholeView(picture, pane) : here ? follow(rest, here, picture, pane) : rest,
        'glide',
      );
    };
    const zoom = (event: Event) => {
      mode.current = 'own';
      const by = event instanceof CustomEvent && event.detail === 'in' ? 1.25 : 0.8;
      void flow.zoomTo(Math.min(2, Math.max(0.1, flow.getZoom() * by)), { duration: still ? 0 : 160 });
    };
    const moved = () => {
      mode.current = 'own';
    };
    addEventListener('hopscope:fit', fit);
    addEventListener('hopscope:zoom', zoom);
    addEventListener('hopscope:moved', moved);
    return () => {
      removeEventListener('hopscope:moved', moved);
      removeEventListener('hopscope:fit', fit);
      removeEventListener('hopscope:zoom', zoom);
    };
  });

  useEffect(() => {
    const dom = flowStore.getState().domNode;
    const onFocus = ({ target }: FocusEvent) => {
      const id = target instanceof Element ? target.closest('.react-flow__node')?.getAttribute('data-id') : null;
      const node = id ? flow.getNode(id) : undefined;
      if (node && target instanceof Element && target.matches(':focus-visible')) {
        bring({ ...node.position, w: node.width ?? 0, h: Math.min(node.height ?? 0, 80) }, 'jump');
      }
    };
    dom?.addEventListener('focusin', onFocus);
    return () => dom?.removeEventListener('focusin', onFocus);
  });
  return null;
}

/** Which document is drawn; a copy is the one that it was made of. */
function documentNow({ run, document }: AppState): string | null {
  const isCopy = document.began === 'copy' && run.of === document.id;
  return isCopy ? (document.copyOf ?? run.of) : run.of;
}

/** The cards that decide at the hop, as one text so that it only changes with them. */
function rulesNow(state: AppState): string {
  return viewOf(state.run.answer, hopAt(state.run.answer, hopIndex(state)))?.rules.join('\n') ?? '';
}

/** A place with the cards that decide there, as far as the pane can show both. */
function withCards(place: Rect, layout: Layout, rules: string, pane: PaneSize, zoom: number): Rect {
  let whole = place;
  for (const ref of rules.split('\n')) {
    const card = boxOf(layout, ref);
    const both = card && union(whole, card);
    if (both && both.h * zoom + 40 <= pane.h && both.w * zoom + 40 <= pane.w) whole = both;
  }
  return whole;
}

/** Where the packet is, and while it plays where it goes next. */
function stopsNear(legs: readonly Leg[], now: number, playing: boolean) {
  return [legs[now], playing ? legs[now + 1] : undefined].flatMap((leg) => leg?.points.at(-1) ?? []);
}

/** On a page of one column the page scrolls, not the picture; what is stuck to its lower edge covers nothing of the place. */
function scrollPage(pane: HTMLElement | null, view: View, place: Rect, behavior: ScrollBehavior): void {
  if (!pane) return;
  const top = pane.getBoundingClientRect().top + view.y + place.y * view.zoom;
  const bottom = top + place.h * view.zoom;
  const player = document.querySelector('.page > .player')?.getBoundingClientRect().top ?? innerHeight;
  const floor = Math.min(player, innerHeight) - AROUND;
  if (top < 8) scrollBy({ top: top - 8, behavior });
  else if (bottom > floor) scrollBy({ top: Math.min(bottom - floor, top - 8), behavior });
}
