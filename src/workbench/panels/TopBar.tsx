import { setTheme, useThemeChoice, type ThemeChoice } from '../state/theme';
import { AdapterBadge } from './AdapterBadge';
import { Banner } from './Banner';
import { JobBar } from './JobBar';

const THEMES: readonly { readonly value: ThemeChoice; readonly text: string }[] = [
  { value: 'system', text: 'System' },
  { value: 'light', text: 'Light' },
  { value: 'dark', text: 'Dark' },
];

interface TopBarProps {
  readonly onHelp: () => void;
}

export function TopBar({ onHelp }: TopBarProps) {
  const theme = useThemeChoice();
  return (
    <header className="topbar">
      <h1>SID Workbench</h1>
      <Banner />
      <JobBar />
      <AdapterBadge />
      <select
        className="input small"
        aria-label="Theme"
        value={theme}
        onChange={(event) => {
          const picked = THEMES[event.target.selectedIndex];
          if (picked) setTheme(picked.value);
        }}
      >
        {THEMES.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button quiet"
        onClick={onHelp}
        aria-label="Keyboard shortcuts"
      >
        ?
      </button>
    </header>
  );
}
