import { type ReactNode, Suspense } from 'react';
import { Boundary } from './boundary.tsx';

/** Stands where a part of the page will be that is being fetched; browser tests wait until none is left. */
export function Coming({ className }: { readonly className?: string | undefined }) {
  return <div className={className} data-coming hidden={className === undefined} />;
}

/** Holds the place of a late part until it has come, and says so when it cannot be shown. */
export function Place(props: {
  /** What the part is called, as `Boundary` says it. */
  readonly part: string | null;
  /** The class of an empty box that keeps the room; without it nothing is drawn meanwhile. */
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <Boundary part={props.part}>
      <Suspense fallback={<Coming className={props.className} />}>{props.children}</Suspense>
    </Boundary>
  );
}
