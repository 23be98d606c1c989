import { actions, type Theme, useApp } from '#store';
import { MenuButton } from '#views/common';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** On a narrow page: what else can be done, behind one button. */
export function MoreMenu() {
  const theme = useApp((app) => app.panes.theme);
  return (
    <div className="topbar-more">
      <MenuButton
        name="More"
        className="button plain square"
        items={[
          { id: 'gallery', label: 'Gallery', run: () => actions.openDialog('gallery') },
          { id: 'open', label: 'Open', run: () => actions.openDialog('open') },
          { id: 'keys', label: 'Keys', run: () => actions.openDialog('keys') },
          ...THEMES.map((one) => ({
            id: one,
            label: `Colours: ${one}`,
            chosen: one === theme ? ('yes' as const) : ('no' as const),
            run: () => actions.setTheme(one),
          })),
        ]}
      >
        <span aria-hidden="true">⋯</span>
      </MenuButton>
    </div>
  );
}
