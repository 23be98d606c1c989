import { useApp } from '#store';
import './said.css';

/** What was made of the request otherwise than it was typed, on one line under its fields. */
export function Said() {
  const said = useApp((state) => state.run.said);
  return <output className={said === null ? 'visually-hidden' : 'quiet said'}>{said}</output>;
}
